import { z } from "zod";
import {
  type DepartmentRole,
  departmentRoles,
  type Office,
  type OfficeRole,
  officeRoles,
  type Role,
} from "@/lib/kernel/actor";
import { isDay } from "@/lib/kernel/calendar-day";
import { readableText } from "@/lib/kernel/readable-text";

/** The one office that each of the offices' roles belongs to. */
export const officeOfRole: Readonly<Record<OfficeRole, Office>> = {
  reviewer: "mayor",
  duty_officer: "mayor",
  administrator: "mayor",
  working_group_member: "working_group",
  auditor: "audit",
};

export function isDepartmentRole(role: Role): role is DepartmentRole {
  return departmentRoles.some((one) => one === role);
}

export const roleSchema = z.enum([...departmentRoles, ...officeRoles]);

const printableAscii = /^[\x21-\x7e]+$/;

/**
 * What is wrong with an address that a role is to be tied to, in words that mend; null for a plain one. Stricter than
 * what mail allows: an address must be read in one way only, by people and by every program, or a role could go to
 * somebody else. Judged before letters are made small: some foreign letters become ours by that.
 */
export function addressProblem(typed: string): string | null {
  const address = typed.replace(/^[ \t]+|[ \t]+$/g, "");
  if (address === "") return "Enter an e-mail address, as in name@lacity.test.";
  if (/\s/.test(address)) return "Take the blanks out of the address.";
  if (!printableAscii.test(address)) {
    return "There is a sign in it that only looks like a letter, or that cannot be seen. Type the address by hand.";
  }
  if (address.length > 254) return "An e-mail address has at most 254 characters.";
  const [local = "", domain = "", ...more] = address.split("@");
  if (more.length > 0) return "Use the sign @ once.";
  if (!address.includes("@") || local === "" || domain === "") {
    return "Enter an e-mail address, as in name@lacity.test.";
  }
  if (local.includes("+")) return "Leave out the + and what follows it: use the address itself.";
  if (!/^[a-z0-9_&'=-]+(\.[a-z0-9_&'=-]+)*$/i.test(local) || local.length > 64) {
    return "Before the @ use letters, digits, hyphens and single dots, without quotation marks or brackets.";
  }
  if (!/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i.test(domain)) {
    return "After the @ enter a domain, as in lacity.test, without a dot at its end.";
  }
  if (/(^|\.)xn--/i.test(domain)) return "Use a domain that is written in plain letters.";
  return null;
}

/** An address in the one form in which it is kept and compared. */
export const plainAddress = z
  .string()
  .max(1_000)
  .transform((typed, context) => {
    const problem = addressProblem(typed);
    if (!problem) return typed.trim().toLowerCase();
    context.addIssue({ code: "custom", message: problem });
    return z.NEVER;
  });

const optionalDay = z
  .string()
  .trim()
  .refine((day) => day === "" || isDay(day), "Choose a day, or leave it empty.");

const departmentCode = readableText.trim().max(40);
const personName = readableText
  .trim()
  .min(1, "Enter the person's name.")
  .max(200, "Use at most 200 characters.");

/** Of a department's role the department is named; of an office's role it is empty. */
const namesItsPlace = ({ role, departmentCode: code }: { role: Role; departmentCode: string }) =>
  !isDepartmentRole(role) || code !== "";
const placeMissing = {
  path: ["departmentCode"],
  error: "Choose the department in which the role is held.",
};

const invitation = z.strictObject({
  departmentCode,
  role: roleSchema,
  name: personName,
  title: readableText.trim().max(200, "Use at most 200 characters."),
  email: plainAddress,
  lastDay: optionalDay,
});
export const invitePersonSchema = invitation.refine(namesItsPlace, placeMissing);
export type InvitePersonInput = z.infer<typeof invitePersonSchema>;

export const invitationReferenceSchema = z.strictObject({ invitationId: z.uuid() });

/** 32 random bytes as they stand in an address. */
export const secretSchema = z.strictObject({ secret: z.string().max(200) });

export const personReferenceSchema = z.strictObject({ personId: z.uuid() });

export const grantRoleSchema = z
  .strictObject({
    personId: z.uuid(),
    departmentCode,
    role: roleSchema,
    firstDay: optionalDay,
    lastDay: optionalDay,
  })
  .refine(namesItsPlace, placeMissing);
export type GrantRoleInput = z.infer<typeof grantRoleSchema>;

export const endRoleSchema = z.strictObject({
  roleAssignmentId: z.uuid(),
  /** Empty: at once. */
  lastDay: optionalDay,
  /** That the department then has no certifier is known and meant. */
  isConfirmed: z.boolean(),
});
export type EndRoleInput = z.infer<typeof endRoleSchema>;

export const changeEmailOfSchema = z.strictObject({ personId: z.uuid(), newEmail: plainAddress });
export const changeOwnEmailSchema = z.strictObject({
  newEmail: plainAddress,
  password: z.string().min(1, "Enter your password.").max(1_000),
});

export const workplaceSchema = z.strictObject({ workplace: z.string().min(1).max(40) });

/** Who takes over where, and what the page said each department then lacks: if that has changed, nothing is done. */
export const leaveSchema = z.strictObject({
  /** Empty: everywhere, and the account is closed. */
  departmentCode,
  personId: z.uuid(),
  handovers: z
    .array(
      z.strictObject({
        departmentCode: departmentCode.min(1),
        /** Empty where there is nobody. */
        toPersonId: z.union([z.literal(""), z.uuid()]),
        seenLacks: z.array(z.enum(["certifier", "preparer", "liaison", "alternate"])).max(4),
      }),
    )
    .max(200),
});
export type LeaveInput = z.infer<typeof leaveSchema>;

export const peopleFilters = ["no_second_factor", "never_signed_in", "deactivated", "invited"] as const;
export type PeopleFilter = (typeof peopleFilters)[number];
export const peopleSorts = ["name", "-name", "signed_in", "-signed_in"] as const;

/** The view of the people that an address describes. An unknown value is read as absent, so that an old link still opens. */
export const peopleViewSchema = z.object({
  q: readableText.trim().max(100).catch("").default(""),
  role: roleSchema.optional().catch(undefined),
  show: z.enum(peopleFilters).optional().catch(undefined),
  sort: z.enum(peopleSorts).catch("name").default("name"),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});
export type PeopleView = z.infer<typeof peopleViewSchema>;

/** The address of a view: only what differs from the plain list stands in it. */
export function peopleQuery(view: Partial<PeopleView>): string {
  const search = new URLSearchParams();
  if (view.q) search.set("q", view.q);
  if (view.role) search.set("role", view.role);
  if (view.show) search.set("show", view.show);
  if (view.sort && view.sort !== "name") search.set("sort", view.sort);
  if (view.page && view.page > 1) search.set("page", String(view.page));
  const text = search.toString();
  return text ? `?${text}` : "";
}
