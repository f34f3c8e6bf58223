import type { PersonId } from "@/lib/kernel/ids";

/** Where a set-up link stands. Whose it is, is told of an open one only. */
export type SetUpState =
  | {
      readonly status: "open";
      readonly personId: PersonId;
      readonly name: string;
      readonly email: string;
      /** ISO instant. */
      readonly expiresAt: string;
    }
  | { readonly status: "used" | "expired" | "unknown" };

/** One's own account, as its page shows it. */
export type OwnAccount = {
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly isEmailVerified: boolean;
  readonly hasPassword: boolean;
  /** ISO instant; null for a password that was never changed. */
  readonly passwordChangedAt: string | null;
  /** How many ways there are to take the second step; 0 where none is set up. */
  readonly factors: number;
  /** In force, or about to be. */
  readonly roles: readonly OwnRole[];
};

export type OwnRole = {
  readonly id: string;
  /** "Certifier, Library". */
  readonly label: string;
  /** ISO instants. */
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly hasBegun: boolean;
};

/** An invented person of the demonstration, for the list beside the sign-in form. */
export type DemonstrationAccount = {
  readonly email: string;
  readonly password: string;
  readonly role: string;
  readonly place: string;
};
