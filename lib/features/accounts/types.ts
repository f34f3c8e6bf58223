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

/** An invented person of the demonstration, for the list beside the sign-in form. */
export type DemonstrationAccount = {
  readonly email: string;
  readonly password: string;
  readonly role: string;
  readonly place: string;
};
