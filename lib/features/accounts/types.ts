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

/** What an authenticator app is to be told, shown while it is set up and never again. */
export type NewTotp = {
  /** One path of squares, one unit a module, with a quiet border. */
  readonly qr: { readonly size: number; readonly path: string };
  /** In groups of four letters. */
  readonly key: string;
};

/** The ways in which somebody can take the second step. A recovery code always goes with one of them. */
export type Factor = "totp" | "passkey";

export type OwnPasskey = {
  readonly id: string;
  readonly name: string;
  /** ISO instants. */
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly isBackedUp: boolean;
};

/** The second step of whoever is signed in. */
export type SecondFactorState = {
  /** ISO instant at which the app's first code was right; null without an app. */
  readonly totpSince: string | null;
  readonly passkeys: readonly OwnPasskey[];
  readonly recoveryCodesLeft: number;
  /** They showed who they are a moment ago: what needs a fresh proof may be done. */
  readonly isFresh: boolean;
  readonly hasPassword: boolean;
  /** Their roles hold only with a second step. */
  readonly isNeeded: boolean;
  /** Nobody here is made to have one. */
  readonly isOptional: boolean;
  /** The session was opened without the second step that their roles need. */
  readonly isMissing: boolean;
};

/** Where a link for a new password stands. Whose it is, is told of an open one only. */
export type ResetState =
  | { readonly status: "open"; readonly personId: PersonId; readonly name: string; readonly email: string }
  | { readonly status: "used" | "expired" | "unknown" };

/** An invented person of the demonstration, for the list beside the sign-in form. */
export type DemonstrationAccount = {
  readonly email: string;
  readonly password: string;
  readonly role: string;
  readonly place: string;
};
