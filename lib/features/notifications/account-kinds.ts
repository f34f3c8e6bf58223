import { accountEvents } from "@/lib/features/accounts/events";
import { always, type KindDefinition } from "./reach";

/** The part of the matrix that is about how somebody signs in: theirs alone to hear, and never quieter. */
export const accountKinds = {
  account_security: {
    group: "account",
    label: "How you sign in was changed",
    description:
      "A new password, a second step that was set up or removed, a recovery code that was used. Always told to whose account it is, at once.",
    events: [
      accountEvents.passwordChanged.name,
      accountEvents.secondFactorAdded.name,
      accountEvents.secondFactorRemoved.name,
      accountEvents.recoveryCodesMade.name,
      accountEvents.recoveryCodeUsed.name,
      accountEvents.passkeyAdded.name,
      accountEvents.passkeyRemoved.name,
    ],
    audience: { person_concerned: always },
    priority: "at_once",
    isReceipt: true,
    floorReason: "If it was not you, every minute counts.",
  },
} as const satisfies Readonly<Record<string, KindDefinition>>;
