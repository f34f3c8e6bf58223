import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";

const person = z.object({ personId: z.uuid() });
const passkey = person.extend({ name: z.string() });

export const accountEvents = {
  /** From outside the portal, by whoever runs its machine. */
  firstAdministratorMade: defineEvent("account.first_administrator_made", person),
  passwordSetUp: defineEvent("account.password_set_up", person),
  passwordChanged: defineEvent(
    "account.password_changed",
    person.extend({ way: z.enum(["current_password", "reset"]) }),
  ),
  /** For an address that is somebody's. */
  passwordResetRequested: defineEvent("account.password_reset_requested", person),
  /** An authenticator app: its first code was right. */
  secondFactorAdded: defineEvent("account.second_factor_added", person),
  secondFactorRemoved: defineEvent("account.second_factor_removed", person),
  recoveryCodesMade: defineEvent("account.recovery_codes_made", person),
  recoveryCodeUsed: defineEvent(
    "account.recovery_code_used",
    person.extend({ left: z.number().int().min(0) }),
  ),
  passkeyAdded: defineEvent("account.passkey_added", passkey),
  passkeyRenamed: defineEvent("account.passkey_renamed", passkey),
  passkeyRemoved: defineEvent("account.passkey_removed", passkey),
} as const;
