import { z } from "zod";
import { readableText } from "@/lib/kernel/readable-text";
import { outcomes } from "./scoring";

export const drillMinutes = [15, 30, 60, 240] as const;
/** More are chosen by "all". */
export const chosenAtMost = 200;

/** Starts a drill. The id is the form's: a second press of the button is the same drill. */
export const startDrillSchema = z.strictObject({
  drillId: z.uuid(),
  title: readableText.trim().min(1, "Give the drill a name.").max(120, "Use at most 120 characters."),
  minutes: z.coerce.number().int().min(5, "Choose at least 5 minutes.").max(1_440, "Choose at most a day."),
  scope: z.enum(["all", "some"], "Choose who is called."),
  departmentCodes: z
    .array(readableText.min(1).max(40))
    .max(chosenAtMost, `Choose at most ${chosenAtMost}, or all.`)
    .default([]),
});
export type StartDrillInput = z.input<typeof startDrillSchema>;

export const endDrillSchema = z.strictObject({ drillId: z.uuid() });
export const acknowledgeSchema = z.strictObject({ secret: z.string().regex(/^[\w-]{43}$/) });
export const acknowledgeOwnSchema = z.strictObject({
  departmentCode: readableText.min(1).max(40),
  callId: z.uuid(),
});

/** Which part of a drill's results an address asks for. */
export const drillViewSchema = z.object({
  show: z.enum(outcomes).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});
export type DrillView = z.infer<typeof drillViewSchema>;

export function drillQuery(view: Partial<DrillView>): string {
  const search = new URLSearchParams();
  if (view.show) search.set("show", view.show);
  if (view.page && view.page > 1) search.set("page", String(view.page));
  const text = search.toString();
  return text ? `?${text}` : "";
}

/** Which departments the form for a new drill offers. */
export const pickViewSchema = z.object({ q: readableText.trim().max(100).catch("").default("") });
