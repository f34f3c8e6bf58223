import "server-only";
import { briefLetter } from "@/lib/features/compliance/brief-letter";
import { findBrief } from "@/lib/features/compliance/brief-queries";
import { complianceEvents } from "@/lib/features/compliance/events";
import { findDirectiveInForce } from "@/lib/features/directives/queries";
import type { Occurrence, Told } from "../types";
import { once } from "./scene";

/** The brief as it stands when it is told; nothing where the directive is no longer in force. */
export const composeMayorsBrief = once(async ({ payload }: Occurrence): Promise<Told | null> => {
  const { directiveCode } = complianceEvents.briefDue.payload.parse(payload);
  const directive = await findDirectiveInForce(directiveCode);
  if (!directive) return null;
  const brief = await findBrief(directive);
  const letter = briefLetter(brief);
  return {
    title: `Mayor's brief of ${brief.day}`,
    body: brief.sentence,
    href: `/mayor/${directive.code}/brief`,
    letter,
  };
});
