"use server";

import type { Actor } from "@/lib/kernel/actor";
import { ok } from "@/lib/kernel/result";
import { defineAction, definePublicAction } from "@/lib/platform/actions";
import { passkeyCreationOptions, passkeyRequestOptions } from "./passkey-service";
import { changePassword } from "./password-service";
import { isOwnAccount } from "./policy";
import { askForReset, resetPassword } from "./reset-service";
import {
  addPasskeySchema,
  askForResetSchema,
  changePasswordSchema,
  completeSetUpSchema,
  confirmTotpSchema,
  noInputSchema,
  proveSchema,
  removePasskeySchema,
  renamePasskeySchema,
  ticketSchema,
} from "./schema";
import { findOwnPasskey } from "./second-factor-queries";
import {
  addPasskey,
  beginTotp,
  confirmTotp,
  prove,
  removePasskey,
  removeTotp,
  renamePasskey,
  renewRecoveryCodes,
} from "./second-factor-service";
import { completeSetUp } from "./service";
import { askForPasskey } from "./sign-in-service";

const ownAccount = async (_: unknown, { personId }: Actor) => ({ personId });
const ownPasskey = ({ passkeyId }: { passkeyId: string }, actor: Actor) =>
  findOwnPasskey(actor.personId, passkeyId);

/** For everyone: whoever holds the secret of an open link is the person it was made for. */
export const completeSetUpAction = definePublicAction({
  name: "complete-set-up",
  input: completeSetUpSchema,
  authorize: "everyone",
  run: ({ input, requestId }) => completeSetUp({ ...input, requestId }),
});

/** For everyone: what comes of it goes to the address alone. */
export const askForResetAction = definePublicAction({
  name: "ask-for-reset",
  input: askForResetSchema,
  authorize: "everyone",
  run: ({ input, clientAddress, requestId }) => askForReset({ ...input, clientAddress, requestId }),
});

/** For everyone: whoever holds the secret of an open link is the person it was mailed to. */
export const resetPasswordAction = definePublicAction({
  name: "reset-password",
  input: completeSetUpSchema,
  authorize: "everyone",
  run: ({ input, requestId }) => resetPassword({ ...input, requestId }),
});

/** For everyone: a challenge opens nothing by itself. */
export const askForPasskeyAction = definePublicAction({
  name: "ask-for-passkey",
  input: noInputSchema,
  authorize: "everyone",
  run: ({ clientAddress }) => askForPasskey({ ticket: null, clientAddress }),
});

/** For everyone: the ticket's secret says that the first proof was given. */
export const askForSecondStepAction = definePublicAction({
  name: "ask-for-second-step",
  input: ticketSchema,
  authorize: "everyone",
  run: ({ input, clientAddress }) => askForPasskey({ ...input, clientAddress }),
});

export const changePasswordAction = defineAction({
  name: "change-password",
  input: changePasswordSchema,
  load: ownAccount,
  authorize: isOwnAccount,
  run: ({ actor, input, requestId }) => changePassword({ actor, ...input, requestId }),
});

export const proveAction = defineAction({
  name: "prove",
  input: proveSchema,
  load: ownAccount,
  authorize: isOwnAccount,
  run: ({ actor, input, requestId }) => prove({ actor, proof: input, requestId }),
});

export const askForProofAction = defineAction({
  name: "ask-for-proof",
  input: noInputSchema,
  load: ownAccount,
  authorize: isOwnAccount,
  run: async ({ actor }) => ok(await passkeyRequestOptions("prove", actor.personId)),
});

export const beginTotpAction = defineAction({
  name: "begin-totp",
  input: noInputSchema,
  load: ownAccount,
  authorize: isOwnAccount,
  run: ({ actor, requestId }) => beginTotp({ actor, requestId }),
});

export const confirmTotpAction = defineAction({
  name: "confirm-totp",
  input: confirmTotpSchema,
  load: ownAccount,
  authorize: isOwnAccount,
  run: ({ actor, input, requestId }) => confirmTotp({ actor, ...input, requestId }),
});

export const removeTotpAction = defineAction({
  name: "remove-totp",
  input: noInputSchema,
  load: ownAccount,
  authorize: isOwnAccount,
  run: ({ actor, requestId }) => removeTotp({ actor, requestId }),
});

export const renewRecoveryCodesAction = defineAction({
  name: "renew-recovery-codes",
  input: noInputSchema,
  load: ownAccount,
  authorize: isOwnAccount,
  run: ({ actor, requestId }) => renewRecoveryCodes({ actor, requestId }),
});

export const askForNewPasskeyAction = defineAction({
  name: "ask-for-new-passkey",
  input: noInputSchema,
  load: ownAccount,
  authorize: isOwnAccount,
  run: async ({ actor }) => ok(await passkeyCreationOptions(actor)),
});

export const addPasskeyAction = defineAction({
  name: "add-passkey",
  input: addPasskeySchema,
  load: ownAccount,
  authorize: isOwnAccount,
  run: ({ actor, input, requestId }) => addPasskey({ actor, ...input, requestId }),
});

export const renamePasskeyAction = defineAction({
  name: "rename-passkey",
  input: renamePasskeySchema,
  load: ownPasskey,
  authorize: isOwnAccount,
  run: ({ actor, input, requestId }) => renamePasskey({ actor, ...input, requestId }),
});

export const removePasskeyAction = defineAction({
  name: "remove-passkey",
  input: removePasskeySchema,
  load: ownPasskey,
  authorize: isOwnAccount,
  run: ({ actor, input, requestId }) => removePasskey({ actor, ...input, requestId }),
});
