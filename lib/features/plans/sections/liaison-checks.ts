import { isDay } from "@/lib/kernel/calendar-day";
import { isEmail, isPhone } from "@/lib/kernel/contact-details";
import { met, notYet, type SectionCheck } from "./check";
import type { DesignationForCheck } from "./context";
import type { Liaison } from "./liaison";

function missingIn(designation: DesignationForCheck): string[] {
  return [
    [designation.name.trim() !== "", "name"],
    [designation.title.trim() !== "", "title"],
    [isEmail(designation.email), "e-mail"],
    [isPhone(designation.phone), "telephone"],
    [designation.languages.length > 0, "languages"],
    [isDay(designation.effectiveOn), "effective date"],
  ].flatMap(([isThere, words]) => (isThere ? [] : [String(words)]));
}

const designated: SectionCheck<Liaison> = (_, { designations }) => {
  const liaison = designations.find((one) => one.kind === "liaison");
  if (!liaison) return notYet("No liaison is designated.", "designations.liaison");
  const missing = missingIn(liaison);
  if (missing.length > 0)
    return notYet(`The liaison's ${missing.join(", ")} is missing.`, "designations.liaison");
  return met(`${liaison.name} is designated.`);
};

const alternate: SectionCheck<Liaison> = (_, { designations }) => {
  const one = designations.find((designation) => designation.kind === "alternate");
  if (!one) return notYet("No alternate is designated.", "designations.alternate");
  const missing = missingIn(one);
  if (missing.length > 0)
    return notYet(`The alternate's ${missing.join(", ")} is missing.`, "designations.alternate");
  return met(`${one.name} is designated as alternate.`);
};

const accepted: SectionCheck<Liaison> = (_, { designations }) => {
  const liaison = designations.find((one) => one.kind === "liaison");
  return liaison?.isAccepted
    ? met(`${liaison.name} has accepted the duties.`)
    : notYet(
        "The liaison has not accepted the duties yet. This does not hold up the filing.",
        "designations.liaison",
      );
};

export const liaisonChecks = {
  "LIA-1": designated,
  "LIA-2": alternate,
  "LIA-3": accepted,
} as const satisfies Record<string, SectionCheck<Liaison>>;
