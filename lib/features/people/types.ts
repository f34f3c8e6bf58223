import type { Office, Role } from "@/lib/kernel/actor";
import type { DepartmentId, PersonId } from "@/lib/kernel/ids";
import type { InvitationState, RoleState } from "./status";

/** Where a role is held: a department, or an office. */
export type Placement = { readonly departmentId: DepartmentId | null; readonly office: Office | null };

export type DepartmentName = {
  readonly departmentId: DepartmentId;
  readonly code: string;
  readonly name: string;
};

/** A role that somebody holds, held or is to hold. Instants are ISO strings. */
export type HeldRole = {
  readonly id: string;
  readonly role: Role;
  readonly state: RoleState;
  readonly departmentCode: string | null;
  /** The department's name, or the office's. */
  readonly place: string;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly grantedByName: string;
  readonly endedByName: string | null;
};

export type InvitationLine = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly place: string;
  readonly departmentCode: string | null;
  readonly state: InvitationState;
  readonly invitedByName: string;
  readonly createdAt: string;
  readonly lastSentAt: string;
  readonly timesSent: number;
  readonly expiresAt: string;
  readonly roleEndsAt: string | null;
  readonly acceptedAt: string | null;
  /** Whether the address refuses mail. */
  readonly isRefused: boolean;
};

/** A line of the administrator's list of people. */
export type PersonLine = {
  readonly personId: PersonId;
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly isDeactivated: boolean;
  readonly hasSecondFactor: boolean;
  readonly lastSignInAt: string | null;
  readonly roles: readonly { readonly role: Role; readonly place: string }[];
};

export type PeopleCounts = {
  readonly people: number;
  readonly noSecondFactor: number;
  readonly neverSignedIn: number;
  readonly deactivated: number;
  readonly openInvitations: number;
};

/** A member of a department, for its own page. */
export type Member = {
  readonly personId: PersonId;
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly lastSignInAt: string | null;
  readonly roles: readonly HeldRole[];
};

/** What a department cannot be without. */
export const lackKinds = ["certifier", "preparer", "liaison", "alternate"] as const;
export type Lack = (typeof lackKinds)[number];

/** Open work of somebody who leaves, in words, with where it is done. */
export type OpenItem = { readonly text: string; readonly href: string };

/** What leaving one department does, as it would be at this moment. */
export type LeavingPlace = {
  readonly departmentId: DepartmentId;
  readonly code: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly designations: readonly ("liaison" | "alternate")[];
  readonly items: readonly OpenItem[];
  readonly lacks: readonly Lack[];
  /** To whom work can be handed. */
  readonly colleagues: readonly {
    readonly personId: PersonId;
    readonly name: string;
    readonly roles: readonly Role[];
  }[];
};

/** What an invitation's page says. Whose it is, is told of an open one only. */
export type InvitationSight =
  | {
      readonly status: "open";
      readonly name: string;
      readonly email: string;
      readonly role: Role;
      readonly place: string;
      readonly invitedByName: string;
      readonly expiresAt: string;
      /** Whether the address has an account that signs in already. */
      readonly hasAccount: boolean;
    }
  | { readonly status: "accepted" | "expired" | "withdrawn" | "unknown" };

export type EmailChangeSight =
  | { readonly status: "open"; readonly name: string; readonly newEmail: string; readonly expiresAt: string }
  | { readonly status: "used" | "expired" | "unknown" };
