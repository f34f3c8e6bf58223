import "server-only";
import { accountEvents } from "@/lib/features/accounts/events";
import type { Compose, Occurrence } from "../types";
import { tell } from "./telling";

type Said = { readonly title: string; readonly happened: (when: string) => string };

const nameOf = (payload: unknown) => accountEvents.passkeyAdded.payload.parse(payload).name;

const words: Readonly<Record<string, (payload: unknown) => Said>> = {
  [accountEvents.passwordChanged.name]: (payload) => {
    const { way } = accountEvents.passwordChanged.payload.parse(payload);
    const how = way === "reset" ? "by a link that was mailed to you" : "on the page of your account";
    return {
      title: "Your password was changed",
      happened: (when) =>
        `Your password was changed${when}, ${how}. Every other place where you were signed in is signed out.`,
    };
  },
  [accountEvents.secondFactorAdded.name]: () => ({
    title: "An authenticator app was set up",
    happened: (when) =>
      `An authenticator app was set up for your account${when}. Its code is asked for when you sign in.`,
  }),
  [accountEvents.secondFactorRemoved.name]: () => ({
    title: "Your authenticator app was removed",
    happened: (when) =>
      `The authenticator app was removed from your account${when}. Its codes open nothing more.`,
  }),
  [accountEvents.recoveryCodesMade.name]: () => ({
    title: "New recovery codes were made",
    happened: (when) =>
      `Ten recovery codes were made for your account${when}. Codes from before open nothing more.`,
  }),
  [accountEvents.recoveryCodeUsed.name]: (payload) => {
    const { left } = accountEvents.recoveryCodeUsed.payload.parse(payload);
    const rest = left === 0 ? "None is left" : left === 1 ? "One is left" : `${left} are left`;
    return {
      title: "A recovery code was used",
      happened: (when) => `A recovery code was used to sign in to your account${when}. ${rest}.`,
    };
  },
  [accountEvents.passkeyAdded.name]: (payload) => ({
    title: "A passkey was added",
    happened: (when) =>
      `The passkey “${nameOf(payload)}” was added to your account${when}. It signs you in by itself.`,
  }),
  [accountEvents.passkeyRemoved.name]: (payload) => ({
    title: "A passkey was removed",
    happened: (when) =>
      `The passkey “${nameOf(payload)}” was removed from your account${when}. It opens nothing more.`,
  }),
};

/** To whose account it is, whoever did it: it may have been somebody else with their password. */
export const composeAccountSecurity: Compose = async (occurrence: Occurrence) => {
  const said = words[occurrence.name]?.(occurrence.payload);
  if (!said) throw new Error(`${occurrence.name} has no words`);
  return tell(occurrence, {
    ...said,
    next: "If it was not you, set a new password at once with “Forgotten your password?” on the sign-in page, and tell an administrator of the Mayor's Office.",
    action: { label: "Open your account", href: "/account" },
  });
};
