import "server-only";
import { createHmac } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import type { PersonId, SessionId } from "@/lib/kernel/ids";
import { asId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { type Doer, recordEvent } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { withTransaction } from "@/lib/platform/tx";
import { accountEvents } from "./events";

// OWASP's second recommended setting for argon2id: 19 MiB, two passes, one lane.
const argon2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const windowMinutes = 15;
const failuresPerAddressAndName = 5;
const failuresPerAddress = 50;
const sessionHours = 12;

export function hashPassword(password: string): Promise<string> {
  return hash(password, argon2);
}

/** Checked when nobody has the given address, so that the answer takes as long as if somebody had. */
const nobody = hashPassword("nobody has this password");

const keyOf = (...parts: readonly string[]) =>
  createHmac("sha256", env().PORTAL_SECRET ?? "")
    .update(parts.join("\n"))
    .digest("hex");

async function isOverLimit(key: string, limit: number): Promise<boolean> {
  const [row] = await db.$queryRaw<{ failures: number }[]>`
    SELECT failures FROM sign_in_attempts
    WHERE key = ${key} AND window_start_at > clock_timestamp() - make_interval(mins => ${windowMinutes})`;
  return (row?.failures ?? 0) >= limit;
}

async function countFailure(key: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO sign_in_attempts AS attempt (key, failures, window_start_at) VALUES (${key}, 1, clock_timestamp())
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN attempt.window_start_at > clock_timestamp() - make_interval(mins => ${windowMinutes})
        THEN attempt.failures + 1 ELSE 1 END,
      window_start_at = CASE WHEN attempt.window_start_at > clock_timestamp() - make_interval(mins => ${windowMinutes})
        THEN attempt.window_start_at ELSE clock_timestamp() END`;
}

/**
 * Opens a session for the holder of an e-mail address and password. Codes: WRONG_CREDENTIALS, whichever of the two
 * was wrong; TOO_MANY_ATTEMPTS after five failures for one name from one address, or fifty from one address. The
 * name alone is never counted, so nobody can lock out a colleague from elsewhere. Audited.
 */
export async function signIn(input: {
  email: string;
  password: string;
  clientAddress: string;
  requestId: string;
}): Promise<Result<{ sessionId: SessionId; personId: PersonId }, "WRONG_CREDENTIALS" | "TOO_MANY_ATTEMPTS">> {
  const email = input.email.trim().toLowerCase();
  const byAddress = keyOf("sign-in address", input.clientAddress);
  const byBoth = keyOf("sign-in address and name", input.clientAddress, email);
  if (
    (await isOverLimit(byBoth, failuresPerAddressAndName)) ||
    (await isOverLimit(byAddress, failuresPerAddress))
  ) {
    return err("TOO_MANY_ATTEMPTS");
  }
  const person = await db.person.findUnique({ where: { email } });
  const isRight = await verify(person?.passwordHash ?? (await nobody), input.password);
  if (!person?.passwordHash || person.deactivatedAt || !isRight) {
    await countFailure(byBoth);
    await countFailure(byAddress);
    return err("WRONG_CREDENTIALS");
  }
  return withTransaction(async (tx) => {
    const expiresAt = new Date(Date.now() + sessionHours * 3_600_000);
    const session = await tx.session.create({
      data: { personId: person.id, expiresAt },
      select: { id: true },
    });
    await tx.signInAttempt.deleteMany({ where: { key: byBoth } });
    const by: Doer = {
      personId: asId<"Person">(person.id),
      name: person.name,
      role: "person",
      requestId: input.requestId,
    };
    await recordEvent(
      tx,
      accountEvents.signedIn,
      by,
      { departmentId: null, directiveId: null },
      { personId: person.id },
    );
    return ok({ sessionId: asId<"Session">(session.id), personId: asId<"Person">(person.id) });
  });
}

/** Ends one session at once; every later request with its cookie is nobody's. Ending it twice changes nothing. */
export async function signOut(sessionId: SessionId): Promise<void> {
  await db.session.updateMany({
    where: { id: sessionId, endedAt: null },
    data: { endedAt: new Date(), endReason: "signed_out" },
  });
}

/**
 * Checks the password of a signed-in person again, where a signature is asked for. Codes: WRONG_PASSWORD,
 * TOO_MANY_ATTEMPTS after five failures in a quarter of an hour.
 */
export async function verifyPassword(input: {
  personId: PersonId;
  password: string;
}): Promise<Result<null, "WRONG_PASSWORD" | "TOO_MANY_ATTEMPTS">> {
  const key = keyOf("password again", input.personId);
  if (await isOverLimit(key, failuresPerAddressAndName)) return err("TOO_MANY_ATTEMPTS");
  const person = await db.person.findUnique({
    where: { id: input.personId },
    select: { passwordHash: true },
  });
  if (person?.passwordHash && (await verify(person.passwordHash, input.password))) return ok(null);
  await countFailure(key);
  return err("WRONG_PASSWORD", {
    fieldErrors: { password: "That is not your password. Type the password you sign in with." },
  });
}
