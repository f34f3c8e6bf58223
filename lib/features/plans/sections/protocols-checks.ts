import { isPhone } from "@/lib/kernel/contact-details";
import {
  type CheckContext,
  type CheckResult,
  count,
  type Finding,
  fieldPath,
  isBlank,
  judge,
  met,
  notApplicable,
  notYet,
  type SectionCheck,
} from "./check";
import {
  type EscalationEntry,
  type Protocols,
  type ProtocolTextName,
  paperLabels,
  paperNames,
  type SettingName,
  weekdays,
} from "./protocols";

function stepsOf(content: Protocols, setting: SettingName): CheckResult {
  const { applies, steps } = content.settings[setting];
  const at = (...parts: string[]) => fieldPath("settings", setting, ...parts);
  if (applies === "") return notYet("Say whether this setting applies, then list the steps.", at("applies"));
  if (steps.length === 0) return notYet("List the steps in order, with a role for each.", at("steps"));
  const findings: Finding[] = [];
  for (const [index, step] of steps.entries()) {
    if (isBlank(step.action))
      findings.push({
        path: at("steps", step.id, "action"),
        why: `Step ${index + 1} does not say what is done`,
      });
    if (isBlank(step.role))
      findings.push({ path: at("steps", step.id, "role"), why: `Step ${index + 1} names no role` });
  }
  return judge(findings, `${count(steps.length, "ordered step")}, each with a role.`);
}

function always(setting: SettingName): SectionCheck<Protocols> {
  return (content) =>
    content.settings[setting].applies === "no"
      ? notYet(
          "This setting applies to every department: list its steps.",
          fieldPath("settings", setting, "applies"),
        )
      : stepsOf(content, setting);
}

function where(setting: SettingName, absent: string): SectionCheck<Protocols> {
  return (content) => {
    const { applies, reason } = content.settings[setting];
    if (applies !== "no") return stepsOf(content, setting);
    if (isBlank(reason))
      return notYet(
        "Give the reason why this setting does not apply.",
        fieldPath("settings", setting, "reason"),
      );
    return notApplicable(`Not applicable: ${absent}`);
  };
}

const contractorSpaces: SectionCheck<Protocols> = (content, context: CheckContext) => {
  const { hasContractors, hasTenants } = context.facts;
  const { applies } = content.settings.contractor_tenant_spaces;
  if (hasContractors === "no" && hasTenants === "no") {
    return notApplicable("Not applicable: the plan states that there are no contractors and no tenants.");
  }
  if (applies === "no" && (hasContractors === "yes" || hasTenants === "yes")) {
    const who = hasContractors === "yes" ? "contracts in Contractors" : "tenants in Facilities";
    return notYet(
      `The plan lists ${who}, so this setting applies.`,
      "settings.contractor_tenant_spaces.applies",
    );
  }
  return where("contractor_tenant_spaces", "the department states that it has no such spaces.")(
    content,
    context,
  );
};

const decisionAid: SectionCheck<Protocols> = (content) => {
  const findings: Finding[] = paperNames
    .filter((paper) => content.decisionAid[paper].answer === "")
    .map((paper) => ({
      path: fieldPath("decisionAid", paper, "answer"),
      why: `Say what staff do with ${paperLabels[paper].form}`,
      group: "paper",
      many: (amount) => `Say what staff do with ${amount} of the papers`,
    }));
  for (const paper of paperNames) {
    if (paperLabels[paper].isJudicial || content.decisionAid[paper].answer !== "opens_non_public") continue;
    findings.push({
      path: fieldPath("decisionAid", paper, "answer"),
      why: `${paperLabels[paper].form} is no judicial warrant and opens no non-public area`,
    });
  }
  if (isBlank(content.identityCheck))
    findings.push({ path: "identityCheck", why: "Say how name, agency, badge and purpose are checked" });
  return judge(findings, "The decision aid says what staff do with each paper.");
};

function text(name: ProtocolTextName, missing: string, present: string): SectionCheck<Protocols> {
  return (content) => (isBlank(content[name]) ? notYet(missing, name) : met(present));
}

const minutesADay = 1_440;
const minutesAWeek = minutesADay * 7;

function minuteOf(time: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** The minutes of the week that an entry covers, as [from, to) spans that may run past the week's end. */
function spansOf(entry: EscalationEntry): [number, number][] {
  const from = minuteOf(entry.from);
  const to = minuteOf(entry.to);
  if (from === null || to === null) return [];
  const length = to > from ? to - from : to + minutesADay - from;
  return entry.days.map((day) => {
    const start = weekdays.indexOf(day) * minutesADay + from;
    return [start, start + length];
  });
}

function coversTheWeek(entries: readonly EscalationEntry[]): boolean {
  const isCovered = new Uint8Array(minutesAWeek);
  for (const [from, to] of entries.flatMap(spansOf)) {
    for (let minute = from; minute < to; minute += 1) isCovered[minute % minutesAWeek] = 1;
  }
  return isCovered.every((flag) => flag === 1);
}

const escalation: SectionCheck<Protocols> = (content) => {
  if (content.escalation.length === 0)
    return notYet("Name a primary and a backup for every hour of the week.", "escalation");
  const findings: Finding[] = [];
  for (const [index, entry] of content.escalation.entries()) {
    const label = entry.name.trim() || `Contact ${index + 1}`;
    if (isBlank(entry.name))
      findings.push({ path: fieldPath("escalation", entry.id, "name"), why: `${label} has no name` });
    if (!isPhone(entry.phone))
      findings.push({
        path: fieldPath("escalation", entry.id, "phone"),
        why: `${label} has no telephone number that can be dialed`,
      });
    if (entry.rank === "")
      findings.push({ path: fieldPath("escalation", entry.id, "rank"), why: `${label}: primary or backup?` });
  }
  for (const rank of ["primary", "backup"] as const) {
    const ranked = content.escalation.filter((entry) => entry.rank === rank);
    if (!coversTheWeek(ranked))
      findings.push({ path: "escalation", why: `The ${rank} contacts do not cover every hour of the week` });
  }
  const names = (rank: string) =>
    new Set(
      content.escalation
        .filter((entry) => entry.rank === rank)
        .map((entry) => entry.name.trim().toLowerCase()),
    );
  const primaries = names("primary");
  if ([...names("backup")].some((name) => name !== "" && primaries.has(name))) {
    findings.push({ path: "escalation", why: "Primary and backup must be two different people" });
  }
  return judge(findings, "A primary and a backup are named for every hour of the week.");
};

const evidence: SectionCheck<Protocols> = (content) => {
  const findings: Finding[] = [];
  if (isBlank(content.documentation))
    findings.push({ path: "documentation", why: "Say how encounters are documented and evidence is kept" });
  if (isBlank(content.afterActionReview))
    findings.push({ path: "afterActionReview", why: "Say how each encounter is reviewed afterwards" });
  return judge(findings, "Documentation, evidence and after-action review are described.");
};

const noConsent: SectionCheck<Protocols> = (content) => {
  const hasSteps = content.settings.non_public_entry.steps.some((step) => !isBlank(step.action));
  if (isBlank(content.nonConsent))
    return notYet(
      "Say in words that nobody consents to entry of a non-public area without a judicial warrant.",
      "nonConsent",
    );
  return hasSteps
    ? met("Non-consent is stated, beside the steps for non-public areas.")
    : notYet("List the steps for requests to enter non-public areas.", "settings.non_public_entry.steps");
};

export const protocolsChecks = {
  "PRO-1": always("counters"),
  "PRO-2": always("non_public_entry"),
  "PRO-3": where("field", "the department states that it has no field staff."),
  "PRO-4": always("records_requests"),
  "PRO-5": contractorSpaces,
  "PRO-6": where("minors_vulnerable", "the department states that it runs no such programs."),
  "PRO-7": always("city_property_staging"),
  "PRO-8": decisionAid,
  "PRO-9": noConsent,
  "PRO-10": text(
    "nonObstruction",
    "Say that nobody hides people, gives false statements, destroys documents or blocks officers.",
    "Non-obstruction is stated.",
  ),
  "PRO-11": text(
    "exigentCircumstances",
    "Carve out exigent circumstances and criminal emergencies.",
    "Exigent circumstances are carved out.",
  ),
  "PRO-12": text(
    "impostors",
    "Say how identity is verified and when local police are called.",
    "Impostors are provided for.",
  ),
  "PRO-13": escalation,
  "PRO-14": evidence,
} as const satisfies Record<string, SectionCheck<Protocols>>;
