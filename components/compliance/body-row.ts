import type { Tone } from "@/components/ui/tone";
import { pressureOf } from "@/lib/features/compliance/status";
import type { BodyLine } from "@/lib/features/compliance/types";
import { formatShortDate } from "@/lib/kernel/format-date";
import { bodyTags } from "./body-state";

/** A body's row in words: all that the browser is sent of it. */
export type BodyRow = {
  readonly code: string;
  readonly name: string;
  readonly tags: readonly (readonly [tone: Tone, words: string])[];
  readonly met: string;
  /** Whom to call: the liaison, else the alternate, else the head of the body, by mail. */
  readonly contact: string;
  /** What the contact is, unless it is the liaison or its name says so. */
  readonly office: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** How much it matters that no liaison is designated; null where one is. */
  readonly lack: "attention" | "muted" | null;
  readonly isHead: boolean;
  /** Nothing is to be asked of it by telephone. */
  readonly isSettled: boolean;
  readonly activity: string;
};

export function rowOf(body: BodyLine): BodyRow {
  const { as, name, phone, email } = body.contact;
  return {
    code: body.code,
    name: body.name,
    tags: bodyTags(body),
    met: body.requiredTotal > 0 ? `${body.requiredMet} of ${body.requiredTotal}` : "–",
    contact: name ?? body.headTitle,
    office: as === "alternate" ? "alternate" : as === "head" && name ? body.headTitle : null,
    phone,
    email: phone ? null : email,
    lack: as === "liaison" ? null : body.standing === "required" ? "attention" : "muted",
    isHead: as === "head",
    isSettled: body.firstFiledAt !== null && pressureOf(body) !== "revising",
    activity: body.lastActivityAt ? formatShortDate(body.lastActivityAt) : "None",
  };
}
