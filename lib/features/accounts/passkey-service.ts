import "server-only";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { asId, type PersonId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import { portalUrl } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import type { Transaction } from "@/lib/platform/tx";
import type { Assertion } from "./schema";
import { listPasskeys } from "./second-factor-queries";

/** What an authenticator is asked for. An answer to one is none to another. */
export type Purpose = "add" | "sign_in" | "second_step" | "prove";

const challengeMinutes = 5;

/** Passkeys belong to the address that people open. */
function relyingParty() {
  const { hostname, origin } = new URL(portalUrl());
  return { rpID: hostname, origin };
}

async function keepChallenge(challenge: string, purpose: Purpose, personId: PersonId | null): Promise<void> {
  await db.$executeRaw`
    INSERT INTO passkey_challenges (challenge, person_id, purpose, expires_at)
    VALUES (${challenge}, ${personId}::uuid, ${purpose},
      clock_timestamp() + make_interval(mins => ${challengeMinutes}))`;
}

/** Whether a challenge is ours, for this purpose and person, and neither answered nor too old. It is answered with that. */
async function takeChallenge(
  challenge: string,
  purpose: Purpose,
  personId: PersonId | null,
): Promise<boolean> {
  const taken = await db.$executeRaw`
    UPDATE passkey_challenges SET used_at = clock_timestamp()
    WHERE challenge = ${challenge} AND purpose = ${purpose} AND person_id IS NOT DISTINCT FROM ${personId}::uuid
      AND used_at IS NULL AND expires_at > clock_timestamp()`;
  return taken === 1;
}

/** What the browser asks an authenticator for, to make a passkey that can be found without a name and asks who it is. */
export async function passkeyCreationOptions(person: {
  readonly personId: PersonId;
  readonly email: string;
  readonly name: string;
}) {
  const { personId, email, name } = person;
  const known = await listPasskeys(personId);
  const options = await generateRegistrationOptions({
    rpName: "Directive 12 portal",
    rpID: relyingParty().rpID,
    userID: new TextEncoder().encode(personId),
    userName: email,
    userDisplayName: name,
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  await keepChallenge(options.challenge, "add", personId);
  return options;
}

/** What the browser asks an authenticator to sign. Of a known person their own passkeys are named. */
export async function passkeyRequestOptions(purpose: Exclude<Purpose, "add">, personId: PersonId | null) {
  const known = personId ? await listPasskeys(personId) : [];
  const options = await generateAuthenticationOptions({
    rpID: relyingParty().rpID,
    userVerification: purpose === "sign_in" ? "required" : "preferred",
    allowCredentials: known.map(({ id, transports }) => ({ id, transports })),
  });
  await keepChallenge(options.challenge, purpose, personId);
  return options;
}

export type NewPasskey = {
  readonly id: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: string[];
  readonly isBackedUp: boolean;
};

type Registration = Parameters<typeof verifyRegistrationResponse>[0]["response"];

/** What an authenticator has made, where it answers a challenge of this person; null for anything else. */
export async function verifyNewPasskey(personId: PersonId, response: unknown): Promise<NewPasskey | null> {
  const { rpID, origin } = relyingParty();
  const answer = await verifyRegistrationResponse({
    response: response as Registration,
    expectedChallenge: (challenge) => takeChallenge(challenge, "add", personId),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch(refused);
  if (!answer?.verified) return null;
  const { credential, credentialBackedUp } = answer.registrationInfo;
  return {
    id: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    isBackedUp: credentialBackedUp,
  };
}

/** A passkey that signed what it was asked to. Only `takePasskey` writes down that it was used. */
export type RightPasskey = {
  readonly id: string;
  readonly personId: PersonId;
  readonly counter: number;
  readonly isBackedUp: boolean;
};

type StoredPasskey = {
  readonly personId: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: bigint;
  readonly transports: string[];
};

/**
 * Whose passkey has signed: of the named person, or, for a whole sign-in, of whoever it belongs to, who then must have
 * been recognised by it. Null for anything else. The challenge is answered in either case.
 */
export async function findRightPasskey(
  response: Assertion,
  purpose: Exclude<Purpose, "add">,
  personId: PersonId | null,
): Promise<RightPasskey | null> {
  const [stored] = await db.$queryRaw<StoredPasskey[]>`
    SELECT passkey.person_id AS "personId", passkey.public_key AS "publicKey", passkey.counter, passkey.transports
    FROM passkeys AS passkey JOIN people AS person ON person.id = passkey.person_id
    WHERE passkey.id = ${response.id} AND person.deactivated_at IS NULL
      AND (${personId}::uuid IS NULL OR passkey.person_id = ${personId}::uuid)`;
  if (!stored) return null;
  const { rpID, origin } = relyingParty();
  const answer = await verifyAuthenticationResponse({
    response: response as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
    expectedChallenge: (challenge) => takeChallenge(challenge, purpose, personId),
    expectedOrigin: origin,
    expectedRPID: rpID,
    credential: {
      id: response.id,
      publicKey: new Uint8Array(stored.publicKey),
      counter: Number(stored.counter),
      transports: stored.transports,
    },
    requireUserVerification: purpose === "sign_in",
  }).catch(refused);
  if (!answer?.verified) return null;
  const { newCounter, credentialBackedUp } = answer.authenticationInfo;
  return {
    id: response.id,
    personId: asId<"Person">(stored.personId),
    counter: newCounter,
    isBackedUp: credentialBackedUp,
  };
}

/** Writes down that a passkey was used. False where it is gone, or was used meanwhile with as high a count. */
export async function takePasskey(tx: Transaction, passkey: RightPasskey): Promise<boolean> {
  const taken = await tx.$executeRaw`
    UPDATE passkeys SET counter = ${passkey.counter}::bigint, is_backed_up = ${passkey.isBackedUp},
      last_used_at = clock_timestamp()
    WHERE id = ${passkey.id} AND person_id = ${passkey.personId}::uuid
      AND (counter < ${passkey.counter}::bigint OR (counter = 0 AND ${passkey.counter}::bigint = 0))`;
  return taken === 1;
}

/** The library says by throwing what does not hold; which it was is for the log. */
function refused(error: unknown): null {
  log.info({ err: error }, "passkey refused");
  return null;
}
