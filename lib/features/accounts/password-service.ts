import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { endSessionsOf } from "@/lib/features/sessions/ending";
import type { Actor } from "@/lib/kernel/actor";
import type { PersonId, SessionId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { type Doer, ownDoer, recordEvent } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { rateLimit } from "@/lib/platform/rate-limit";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { accountEvents } from "./events";
import { isGuessablePassword } from "./guessable";

// OWASP's second recommended setting for argon2id: 19 MiB, two passes, one lane.
const argon2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const wrongAgain = rateLimit({ name: "password-again", points: 5, windowMinutes: 15 });

export function hashPassword(password: string): Promise<string> {
  return hash(password, argon2);
}

/**
 * Checks the password of a signed-in person again, where a signature is asked for. Codes: WRONG_PASSWORD,
 * TOO_MANY_ATTEMPTS after five failures in a quarter of an hour.
 */
export async function verifyPassword(input: {
  personId: PersonId;
  password: string;
}): Promise<Result<null, "WRONG_PASSWORD" | "TOO_MANY_ATTEMPTS">> {
  const isStopped = () => wrongAgain.isSpent(input.personId);
  if (await isStopped()) return err("TOO_MANY_ATTEMPTS");
  const person = await db.person.findUnique({
    where: { id: input.personId },
    select: { passwordHash: true },
  });
  if (person?.passwordHash && (await verify(person.passwordHash, input.password))) {
    return (await isStopped()) ? err("TOO_MANY_ATTEMPTS") : ok(null);
  }
  await wrongAgain.count(input.personId);
  return err("WRONG_PASSWORD", {
    fieldErrors: { password: "That is not your password. Type the password you sign in with." },
  });
}

/**
 * Writes a new password in the caller's transaction and ends the person's sessions, but for the one that is named.
 * Assumes that the person is locked and has proved who they are. Open links for a new password close. Audited, and told
 * to the person by mail.
 */
export async function writePassword(
  tx: Transaction,
  of: {
    readonly personId: PersonId;
    readonly passwordHash: string;
    readonly way: "current_password" | "reset";
    readonly by: Doer;
    readonly exceptSession?: SessionId;
  },
): Promise<void> {
  const { personId, by, way } = of;
  await tx.$executeRaw`
    UPDATE people SET password_hash = ${of.passwordHash}, password_changed_at = clock_timestamp()
    WHERE id = ${personId}::uuid`;
  await tx.$executeRaw`
    UPDATE password_resets SET expires_at = clock_timestamp()
    WHERE person_id = ${personId}::uuid AND used_at IS NULL AND expires_at > clock_timestamp()`;
  await recordEvent(
    tx,
    accountEvents.passwordChanged,
    by,
    { departmentId: null, directiveId: null },
    { personId, way },
  );
  await endSessionsOf(tx, personId, "password_changed", by, { except: of.exceptSession });
}

/**
 * Changes the password of whoever is signed in, who shows the one they have. All their other sessions end. Codes:
 * WRONG_PASSWORD and TOO_MANY_ATTEMPTS as `verifyPassword` answers them, GUESSABLE_PASSWORD. Of two changes at once the
 * later one is refused as WRONG_PASSWORD. Audited, and told to the person by mail.
 */
export async function changePassword(input: {
  readonly actor: Actor;
  readonly currentPassword: string;
  readonly password: string;
  readonly requestId: string;
}): Promise<Result<null, "WRONG_PASSWORD" | "TOO_MANY_ATTEMPTS" | "GUESSABLE_PASSWORD">> {
  const { actor, requestId } = input;
  const { personId, sessionId } = actor;
  const wrong = err("WRONG_PASSWORD", {
    fieldErrors: { currentPassword: "That is not your password. Type the one you sign in with now." },
  });
  const before = await db.person.findUnique({ where: { id: personId }, select: { passwordHash: true } });
  const verified = await verifyPassword({ personId, password: input.currentPassword });
  if (!verified.ok) return verified.error.code === "WRONG_PASSWORD" ? wrong : err("TOO_MANY_ATTEMPTS");
  if (await isGuessablePassword(input.password, actor)) return err("GUESSABLE_PASSWORD");
  const passwordHash = await hashPassword(input.password);
  const changed = await withTransaction<null, "CHANGED_MEANWHILE", undefined>(async (tx) => {
    const [person] = await tx.$queryRaw<{ passwordHash: string | null }[]>`
      SELECT password_hash AS "passwordHash" FROM people WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
    if (person?.passwordHash !== before?.passwordHash) return err("CHANGED_MEANWHILE");
    await tx.$executeRaw`UPDATE sessions SET proved_at = clock_timestamp() WHERE id = ${sessionId}::uuid`;
    const by = ownDoer(actor, requestId);
    await writePassword(tx, {
      personId,
      passwordHash,
      way: "current_password",
      by,
      exceptSession: sessionId,
    });
    return ok(null);
  });
  return changed.ok ? ok(null) : wrong;
}
