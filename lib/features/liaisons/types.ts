import type { DepartmentId, DesignationId, PersonId } from "@/lib/kernel/ids";

export type DesignationKind = "liaison" | "alternate";

export type Department = {
  readonly departmentId: DepartmentId;
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
};

/** How a designated person is reached. Languages are codes. */
export type ContactDetails = {
  readonly phone: string;
  readonly email: string;
  readonly hours: string;
  readonly languages: readonly string[];
};

/** Contact details as they are stored, with who set them and when. Instants are ISO strings. */
export type StoredContact = ContactDetails & {
  readonly revision: number;
  readonly changedByName: string;
  readonly changedAt: string;
};

/** A designation in force. Days are "YYYY-MM-DD". */
export type Designation = StoredContact & {
  readonly departmentId: DepartmentId;
  readonly id: DesignationId;
  readonly kind: DesignationKind;
  readonly personId: PersonId | null;
  readonly name: string;
  readonly title: string;
  readonly effectiveOn: string;
  readonly acceptedAt: string | null;
};

/** What the signed-in person may do with one designation, now. */
export type DesignationRights = {
  readonly isOwn: boolean;
  readonly mayUpdateContact: boolean;
  readonly mayAcceptDuties: boolean;
};

export type ContactChange = { readonly label: string; readonly from: string; readonly to: string };

export type LiaisonHistoryEntry = {
  readonly key: string;
  readonly at: string;
  readonly byName: string;
  /** A sentence without its subject. */
  readonly text: string;
  readonly changes: readonly ContactChange[];
};

export type DepartmentLiaisons = {
  readonly department: Department;
  readonly designations: Readonly<Record<DesignationKind, (Designation & DesignationRights) | null>>;
  readonly history: readonly LiaisonHistoryEntry[];
  readonly mayDesignate: boolean;
  readonly isOffice: boolean;
};

export type DirectoryContact = {
  readonly name: string;
  readonly title: string;
  readonly phone: string;
  readonly email: string;
  readonly hours: string;
  readonly languages: readonly string[];
  readonly isAccepted: boolean;
  readonly changedAt: string;
  readonly changedByName: string;
};

export type DirectoryLine = {
  readonly departmentId: DepartmentId;
  readonly code: string;
  readonly name: string;
  /** Asked by a directive, never required. */
  readonly isInvited: boolean;
  readonly liaison: DirectoryContact | null;
  readonly alternate: DirectoryContact | null;
};

/** All departments by what their directory entry lacks. */
export type DirectoryCounts = {
  readonly departments: number;
  readonly withoutLiaison: number;
  readonly withoutAlternate: number;
  /** Without a liaison, an alternate, or both. */
  readonly incomplete: number;
  readonly notAccepted: number;
  readonly invitedWithoutLiaison: number;
};
