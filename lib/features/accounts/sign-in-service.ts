import "server-only";
import { verify } from "@node-rs/argon2";
import { bindInvitations } from "@/lib/features/people/invitations";
import { openSession } from "@/lib/features/sessions/service";
import type { SecondFactor, SignInMethod } from "@/lib/features/sessions/types";
import { networkOf } from "@/lib/kernel/client-network";
import { asId, type PersonId, type SessionId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { db } from "@/lib/platform/db";
import { rateLimit } from "@/lib/platform/rate-limit";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { hashPassword } from "./password-service";

const windowMinutes = 15;
const wrongOfOneName = rateLimit({ name: "sign-in-name", points: 5, windowMinutes });
const wrongOfOnePlace = rateLimit({ name: "sign-in-place", points: 50, windowMinutes });

export type SignedIn = { readonly sessionId: SessionId; readonly personId: PersonId };

/** Somebody who has just signed in, their row locked. */
export type Arrival = {
  readonly personId: PersonId;
  readonly name: string;
  readonly email: string;
  readonly requestId: string;
};

/** What an arrival with a proved address sets going, in the transaction of the sign-in. */
const atVerifiedArrival: readonly ((tx: Transaction, arrival: Arrival) => Promise<unknown>)[] = [
  bindInvitations,
];

/**
 * The end of every way to sign in: by password, passkey and identity provider alike. Assumes that all proofs which the
 * person needs have been given. Locks the person, and what waits for their address binds to them where the address is
 * proved; then opens the session. DEACTIVATED where the account was closed meanwhile. Audited by the session.
 */
export async function completeSignIn(
  tx: Transaction,
  of: {
    readonly personId: PersonId;
    readonly method: SignInMethod;
    readonly secondFactor: SecondFactor | null;
    readonly requestId: string;
  },
): Promise<Result<SignedIn, "DEACTIVATED", undefined>> {
  const [person] = await tx.$queryRaw<{ name: string; email: string; isVerified: boolean }[]>`
    SELECT name, email, email_verified_at IS NOT NULL AS "isVerified" FROM people
    WHERE id = ${of.personId}::uuid AND deactivated_at IS NULL FOR NO KEY UPDATE`;
  if (!person) return err("DEACTIVATED");
  const { personId, method, secondFactor, requestId } = of;
  const { name, email } = person;
  if (person.isVerified) {
    for (const follow of atVerifiedArrival) await follow(tx, { personId, name, email, requestId });
  }
  const sessionId = await openSession(tx, {
    person: { personId, name },
    method,
    secondFactor,
    requestId,
  });
  return ok({ sessionId, personId });
}

/** Checked when nobody has the given address, so that the answer takes as long as if somebody had. */
const nobody = hashPassword("nobody has this password");

/**
 * Opens a session for the holder of an e-mail address and password. Codes: WRONG_CREDENTIALS, whichever of the two
 * was wrong; TOO_MANY_ATTEMPTS after five failures for one name from one address, or fifty from one address, where
 * an IPv6 network of 64 bits is one address. The name alone is never counted, so nobody can lock out a colleague from
 * elsewhere. Audited.
 */
export async function signIn(input: {
  email: string;
  password: string;
  clientAddress: string;
  requestId: string;
}): Promise<Result<SignedIn, "WRONG_CREDENTIALS" | "TOO_MANY_ATTEMPTS">> {
  const email = input.email.trim().toLowerCase();
  const network = networkOf(input.clientAddress);
  const isStopped = async () =>
    (await wrongOfOneName.isSpent(network, email)) || (await wrongOfOnePlace.isSpent(network));
  if (await isStopped()) return err("TOO_MANY_ATTEMPTS");
  const person = await db.person.findUnique({ where: { email } });
  const isRight = await verify(person?.passwordHash ?? (await nobody), input.password);
  if (!person?.passwordHash || person.deactivatedAt || !isRight) {
    await wrongOfOneName.count(network, email);
    await wrongOfOnePlace.count(network);
    return err("WRONG_CREDENTIALS");
  }
  // Guesses sent all at once were let in together: by now the wrong ones are counted, and the right one among them
  // must not pay.
  if (await isStopped()) return err("TOO_MANY_ATTEMPTS");
  await wrongOfOneName.forget(network, email);
  const signedIn = await withTransaction<SignedIn, "DEACTIVATED", undefined>((tx) =>
    completeSignIn(tx, {
      personId: asId<"Person">(person.id),
      method: "password",
      secondFactor: null,
      requestId: input.requestId,
    }),
  );
  return signedIn.ok ? signedIn : err("WRONG_CREDENTIALS");
}
