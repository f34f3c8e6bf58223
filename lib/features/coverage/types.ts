import type { DesignationKind } from "@/lib/features/liaisons/types";

export type CoverageKind = "absence" | "override";

/** Somebody to call, and how. */
export type Callee = {
  readonly name: string;
  readonly title: string;
  readonly phone: string;
  readonly email: string;
};

/** Who is called instead, from when to when. `cover` is null where the other designated person covers. */
export type Coverage = {
  readonly id: string;
  readonly kind: CoverageKind;
  readonly designationKind: DesignationKind;
  readonly facilityId: string | null;
  readonly facilityName: string | null;
  readonly startsAt: Date;
  /** Null: until it is taken back. Only an override can do without. */
  readonly endsAt: Date | null;
  readonly cover: Callee | null;
  readonly note: string;
  readonly createdAt: Date;
  readonly createdByName: string;
  readonly cancelledAt: Date | null;
  readonly cancelledByName: string | null;
};

/** What may go wrong with a call, in the order in which it matters. */
export type Uncertainty = "not_accepted" | "phone_unverified" | "not_confirmed" | "named_by_hand";

/** A designation in force, as far as a call needs it. */
export type CallableDesignation = Callee & {
  /** Since when this person holds it: an absence that was entered before is not theirs. */
  readonly since: Date;
  readonly hours: string;
  readonly uncertain: readonly Uncertainty[];
};

/** All that decides whom to call in a department. */
export type CallFacts = {
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly headTitle: string;
  readonly designations: Readonly<Record<DesignationKind, CallableDesignation | null>>;
  readonly coverages: readonly Coverage[];
};

/** The one answer. */
export type CallAnswer =
  | {
      readonly isFound: true;
      readonly person: Callee;
      /** In which place they are called. */
      readonly as: "liaison" | "alternate" | "cover";
      readonly why: string;
      /** When it is answered; empty for somebody named by hand. */
      readonly hours: string;
      readonly uncertain: readonly Uncertainty[];
    }
  | {
      readonly isFound: false;
      readonly why: string;
      /** What to do instead. */
      readonly next: string;
    };

/** A facility of a plan, with the department that it belongs to. */
export type FacilityHit = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly departmentCode: string;
};
