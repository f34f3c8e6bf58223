import { z } from "zod";
import { normalisePhone } from "@/lib/kernel/contact-details";
import { readableText } from "@/lib/kernel/readable-text";

const departmentCode = readableText.min(1).max(40);

export const designationKindSchema = z.enum(["liaison", "alternate"]);

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "Use at most 254 characters.")
  .pipe(z.email("Enter an e-mail address, as in name@lacity.test."));

const phone = z
  .string()
  .trim()
  .transform((typed, context) => {
    const normal = normalisePhone(typed);
    if (normal) return normal;
    context.addIssue({
      code: "custom",
      message: "Enter a telephone number with its area code, as in (213) 555-0142.",
    });
    return z.NEVER;
  });

const contact = {
  phone,
  email,
  hours: readableText.trim().min(1, "Say when this number is answered, as in 24 hours a day.").max(300),
  languages: z.array(readableText.min(1).max(40)).min(1, "Choose at least one language.").max(20),
};

/** Names who is liaison or alternate from a day on; whoever held it before is relieved. */
export const designateLiaisonSchema = z.strictObject({
  departmentCode,
  kind: designationKindSchema,
  name: readableText.trim().min(1, "Enter the person's name.").max(200),
  title: readableText.trim().min(1, "Enter the person's title.").max(200),
  effectiveOn: z.iso.date("Choose the day from which the designation holds."),
  ...contact,
});
export type DesignateLiaisonInput = z.infer<typeof designateLiaisonSchema>;

/** Changes how a designated person is reached. `revision` is the one the page showed. */
export const updateContactSchema = z.strictObject({
  departmentCode,
  designationId: z.uuid(),
  revision: z.number().int().min(1),
  ...contact,
});
export type UpdateContactInput = z.infer<typeof updateContactSchema>;

export const acceptDutiesSchema = z.strictObject({
  departmentCode,
  designationId: z.uuid(),
});

/** Liaison and alternate must be two people: neither name nor address may be the same. */
export function isSamePerson(
  a: { name: string; email: string },
  b: { name: string; email: string },
): boolean {
  const plain = (text: string) => text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
  return plain(a.email) === plain(b.email) || plain(a.name) === plain(b.name);
}

const directoryFilters = ["no_liaison", "no_alternate", "incomplete", "not_accepted"] as const;
export type DirectoryFilter = (typeof directoryFilters)[number];

/** The view of the directory that an address describes. An unknown value is read as absent, so that an old link still opens. */
export const directoryViewSchema = z.object({
  q: readableText.trim().max(100).catch("").default(""),
  show: z.enum(directoryFilters).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});
export type DirectoryView = z.infer<typeof directoryViewSchema>;

/** The address of a view: only what differs from the plain list stands in it. */
export function directoryQuery(view: Partial<DirectoryView>): string {
  const search = new URLSearchParams();
  if (view.q) search.set("q", view.q);
  if (view.show) search.set("show", view.show);
  if (view.page && view.page > 1) search.set("page", String(view.page));
  const text = search.toString();
  return text ? `?${text}` : "";
}
