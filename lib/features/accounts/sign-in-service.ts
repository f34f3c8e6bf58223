import "server-only";
import { verify } from "@node-rs/argon2";
import { v7 as newId } from "uuid";
import { bindInvitations } from "@/lib/features/people/invitations";
import { openSession } from "@/lib/features/sessions/service";
import type { SecondFactor, SignInMethod } from "@/lib/features/sessions/types";
import { networkOf } from "@/lib/kernel/client-network";
import { asId, type PersonId, type SessionId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Doer } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { rateLimit } from "@/lib/platform/rate-limit";
import { hashSecret, newSecret } from "@/lib/platform/secrets";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { findRightCode, takeCode } from "./codes-service";
import { findRightPasskey, passkeyRequestOptions, takePasskey } from "./passkey-service";
import { hashPassword } from "./password-service";
import type { Assertion, SecondStepInput } from "./schema";
import { findTicketHolder, listFactors } from "./second-factor-queries";
import type { Factor } from "./types";

const windowMinutes = 15;
const wrongOfOneName = rateLimit({ name: "sign-in-name", points: 5, windowMinutes });
const wrongOfOnePlace = rateLimit({ name: "sign-in-place", points: 50, windowMinutes });
const secondSteps = rateLimit({ name: "second-step", points: 10, windowMinutes });
const challengesOfOnePlace = rateLimit({ name: "passkey-place", points: 300, windowMinutes });
/** A ticket bears as many tries, the right one among them. */
const triesOfOneTicket = 5;
const ticketMinutes = 10;

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

/** What is known of a request beside what was typed. */
export type Visit = {
  readonly clientAddress: string;
  readonly requestId: string;
};

/** For the second step: its secret is known to nobody else, and `ways` says how the step can be taken. */
export type SecondStep = { readonly ticket: string; readonly ways: readonly Factor[] };

type Begun = SignedIn | SecondStep;

/**
 * Signs in with an e-mail address and password. Opens a session, or answers SECOND_STEP_NEEDED with a ticket where the
 * person has a second factor. Codes: WRONG_CREDENTIALS, whichever of the two was wrong; TOO_MANY_ATTEMPTS after five
 * failures for one name from one address, or fifty from one address, where an IPv6 network of 64 bits is one address.
 * The name alone is never counted, so nobody can lock out a colleague from elsewhere. Audited.
 */
export async function signIn(
  input: { readonly email: string; readonly password: string } & Visit,
): Promise<
  Result<SignedIn, "WRONG_CREDENTIALS" | "TOO_MANY_ATTEMPTS" | "SECOND_STEP_NEEDED", SecondStep | undefined>
> {
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
  const personId = asId<"Person">(person.id);
  const { requestId } = input;
  const begun = await withTransaction<Begun, "DEACTIVATED", undefined>(async (tx) => {
    // Held until the end, so that a factor which is set up at this moment is not passed by.
    await tx.$queryRaw`SELECT FROM people WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
    const ways = await listFactors(tx, personId);
    if (ways.length > 0) return ok({ ticket: await issueTicket(tx, personId, "password"), ways });
    return completeSignIn(tx, { personId, method: "password", secondFactor: null, requestId });
  });
  if (!begun.ok) return err("WRONG_CREDENTIALS");
  return "ticket" in begun.data ? err("SECOND_STEP_NEEDED", { details: begun.data }) : ok(begun.data);
}

/** Notes that the first proof was given. Answers the ticket's secret, which is kept nowhere. */
async function issueTicket(tx: Transaction, personId: PersonId, method: SignInMethod): Promise<string> {
  const secret = newSecret();
  await tx.$executeRaw`
    INSERT INTO sign_in_tickets (id, person_id, secret_hash, method, expires_at)
    VALUES (${newId()}::uuid, ${personId}::uuid, ${hashSecret(secret)}, ${method}::sign_in_method,
      clock_timestamp() + make_interval(mins => ${ticketMinutes}))`;
  return secret;
}

type SecondStepCode = "WRONG_CODE" | "CODE_USED" | "NOT_VERIFIED" | "TICKET_CLOSED" | "TOO_MANY_ATTEMPTS";

/**
 * Takes the second step: opens the session for whoever holds a ticket and shows a code of their app, a recovery code or a
 * passkey. The ticket is used up by it. Codes: WRONG_CODE; CODE_USED for a code that was right once; NOT_VERIFIED for a
 * passkey; TICKET_CLOSED when it was used, is older than ten minutes or has borne five tries; TOO_MANY_ATTEMPTS after
 * ten tries of one person in a quarter of an hour, on however many tickets. Audited.
 */
export async function takeSecondStep(
  input: SecondStepInput & Visit,
): Promise<Result<SignedIn, SecondStepCode, undefined>> {
  const ticketHash = hashSecret(input.ticket);
  const holder = await findTicketHolder(ticketHash);
  if (!holder) return err("TICKET_CLOSED");
  // Counted before anything is compared: guesses sent all at once find no more tries than one after the other.
  if (!(await secondSteps.count(holder))) return err("TOO_MANY_ATTEMPTS");
  const [open] = await db.$queryRaw<{ name: string }[]>`
    UPDATE sign_in_tickets AS ticket SET failures = ticket.failures + 1
    FROM people AS person
    WHERE ticket.secret_hash = ${ticketHash} AND ticket.used_at IS NULL
      AND ticket.failures < ${triesOfOneTicket} AND ticket.expires_at > clock_timestamp()
      AND person.id = ticket.person_id
    RETURNING person.name`;
  if (!open) return err("TICKET_CLOSED");

  const { requestId } = input;
  const by: Doer = { personId: holder, name: open.name, role: "person", requestId };
  const proof = await findProof(input, holder, by);
  if (!proof.ok) return proof;
  const result = await withTransaction<SignedIn, SecondStepCode, undefined>(async (tx) => {
    const [ticket] = await tx.$queryRaw<{ method: SignInMethod }[]>`
      UPDATE sign_in_tickets SET used_at = clock_timestamp()
      WHERE secret_hash = ${ticketHash} AND used_at IS NULL AND expires_at > clock_timestamp()
      RETURNING method`;
    if (!ticket) return err("TICKET_CLOSED");
    const secondFactor = await proof.data(tx);
    if (!secondFactor) return err("CODE_USED");
    const { method } = ticket;
    const done = await completeSignIn(tx, { personId: holder, method, secondFactor, requestId });
    return done.ok ? done : err("TICKET_CLOSED");
  });
  if (result.ok) await secondSteps.forget(holder);
  return result;
}

/** Uses a proof up, and answers what it is; null where another was quicker. */
type Proof = (tx: Transaction) => Promise<SecondFactor | null>;

async function findProof(
  input: SecondStepInput,
  holder: PersonId,
  by: Doer,
): Promise<Result<Proof, "WRONG_CODE" | "NOT_VERIFIED", undefined>> {
  if ("code" in input) {
    const right = await findRightCode(holder, input.code);
    return right ? ok((tx: Transaction) => takeCode(tx, holder, right, by)) : err("WRONG_CODE");
  }
  const right = await findRightPasskey(input.response, "second_step", holder);
  if (!right) return err("NOT_VERIFIED");
  return ok(async (tx: Transaction) => ((await takePasskey(tx, right)) ? ("passkey" as const) : null));
}

/**
 * Opens a session for the owner of a passkey that has recognised them: a whole sign-in, first and second step in one.
 * NOT_VERIFIED for anything else, whatever it was. Audited.
 */
export async function signInWithPasskey(
  input: { readonly response: Assertion } & Visit,
): Promise<Result<SignedIn, "NOT_VERIFIED", undefined>> {
  const right = await findRightPasskey(input.response, "sign_in", null);
  if (!right) return err("NOT_VERIFIED");
  const { personId } = right;
  const { requestId } = input;
  return withTransaction<SignedIn, "NOT_VERIFIED", undefined>(async (tx) => {
    if (!(await takePasskey(tx, right))) return err("NOT_VERIFIED");
    const done = await completeSignIn(tx, {
      personId,
      method: "passkey",
      secondFactor: "passkey",
      requestId,
    });
    return done.ok ? done : err("NOT_VERIFIED");
  });
}

/**
 * What a browser asks an authenticator to sign, for a whole sign-in or, with a ticket, for the second step. For everyone;
 * tells of nobody who has not given the first proof. Codes: TICKET_CLOSED; TOO_MANY_ATTEMPTS after three hundred from
 * one place in a quarter of an hour.
 */
export async function askForPasskey(of: { readonly ticket: string | null; readonly clientAddress: string }) {
  if (!(await challengesOfOnePlace.count(networkOf(of.clientAddress)))) return err("TOO_MANY_ATTEMPTS");
  if (of.ticket === null) return ok(await passkeyRequestOptions("sign_in", null));
  const holder = await findTicketHolder(hashSecret(of.ticket));
  return holder ? ok(await passkeyRequestOptions("second_step", holder)) : err("TICKET_CLOSED");
}
