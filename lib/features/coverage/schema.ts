import { z } from "zod";
import { normalisePhone } from "@/lib/kernel/contact-details";
import { readableText } from "@/lib/kernel/readable-text";

const departmentCode = readableText.min(1).max(40);
const designationKind = z.enum(["liaison", "alternate"]);

/** A time on the City's clocks, as a field of the browser writes it: "2026-11-27T08:00". */
const wallTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "Choose a day and a time.");

const cover = {
  /** The other designated person, or somebody who is named. */
  coveredBy: z.enum(["other", "named"], "Choose who answers."),
  coverName: readableText.trim().max(200).default(""),
  coverTitle: readableText.trim().max(200).default(""),
  coverPhone: readableText.trim().max(60).default(""),
  coverEmail: readableText.trim().toLowerCase().max(254).default(""),
};

type Covered = z.infer<z.ZodObject<typeof cover>>;

/** Whoever is named needs a name, a number and an address. */
function checkCover(input: Covered, context: z.RefinementCtx): void {
  if (input.coveredBy !== "named") return;
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  if (!input.coverName) refuse("coverName", "Enter the name of the person who answers.");
  if (!normalisePhone(input.coverPhone))
    refuse("coverPhone", "Enter a telephone number with its area code, as in (213) 555-0142.");
  if (!z.email().safeParse(input.coverEmail).success)
    refuse("coverEmail", "Enter an e-mail address, as in name@lacity.test.");
}

const span = {
  departmentCode,
  /** Empty: from now on. */
  startsAt: z.union([z.literal(""), wallTime]),
  note: readableText.trim().max(300, "Use at most 300 characters.").default(""),
  /** The entry that this one takes the place of. */
  replacesId: z.uuid().nullable().default(null),
  ...cover,
};

/** The designated person is away from one time until another, and somebody covers. */
export const addAbsenceSchema = z
  .strictObject({ ...span, designationKind, endsAt: wallTime })
  .superRefine(checkCover);
export type AddAbsenceInput = z.input<typeof addAbsenceSchema>;

/** Somebody else answers, for the department or for one facility of its plan. */
export const addOverrideSchema = z
  .strictObject({
    ...span,
    /** Empty: until it is taken back. */
    endsAt: z.union([z.literal(""), wallTime]),
    /** Empty: the whole department. */
    facilityId: readableText.max(200).default(""),
  })
  .superRefine(checkCover);
export type AddOverrideInput = z.input<typeof addOverrideSchema>;

export const takeBackSchema = z.strictObject({ departmentCode, coverageId: z.uuid() });

/** What the page "Who to call" was asked for. Unknown values are read as absent, so that an old link still opens. */
export const callViewSchema = z.object({
  q: readableText.trim().max(100).catch("").default(""),
  department: readableText.max(40).optional().catch(undefined),
  facility: readableText.max(200).optional().catch(undefined),
});
export type CallView = z.infer<typeof callViewSchema>;

export function callQuery(view: Partial<CallView>): string {
  const search = new URLSearchParams();
  for (const key of ["q", "department", "facility"] as const) {
    const value = view[key];
    if (value) search.set(key, value);
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}
