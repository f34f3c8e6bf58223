import "server-only";
import { randomInt } from "node:crypto";
import { verify } from "@node-rs/argon2";
import type { SecondFactor } from "@/lib/features/sessions/types";
import type { PersonId } from "@/lib/kernel/ids";
import { type Doer, recordEvent } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import type { Transaction } from "@/lib/platform/tx";
import { accountEvents } from "./events";
import { hashPassword } from "./password-service";
import { findTotpStep, openTotpSecret } from "./totp";

const noPlace = { departmentId: null, directiveId: null } as const;
const recoveryCodes = 10;
// Without letters that are taken for figures, or one for another.
const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const codeLetters = 10;

/** Ten codes and what is kept of each. Fifty bits each: they are hashed as passwords are (ASVS 5.0, 6.5.2). */
export async function newRecoveryCodes(): Promise<{ readonly codes: string[]; readonly hashes: string[] }> {
  const plain = Array.from({ length: recoveryCodes }, () =>
    Array.from({ length: codeLetters }, () => letters[randomInt(letters.length)]).join(""),
  );
  const hashes = await Promise.all(plain.map(hashPassword));
  return { codes: plain.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`), hashes };
}

/** Puts these codes in the place of all that the person had. Assumes that the person is locked. Audited. */
export async function writeRecoveryCodes(
  tx: Transaction,
  personId: PersonId,
  hashes: readonly string[],
  by: Doer,
): Promise<void> {
  await tx.$executeRaw`DELETE FROM recovery_codes WHERE person_id = ${personId}::uuid`;
  await tx.$executeRaw`
    INSERT INTO recovery_codes (person_id, code_hash)
    SELECT ${personId}::uuid, code_hash FROM unnest(${[...hashes]}::text[]) AS made (code_hash)`;
  await recordEvent(tx, accountEvents.recoveryCodesMade, by, noPlace, { personId });
}

/** A code that was right when it was looked at. Only `takeCode` uses it up. */
export type RightCode =
  | { readonly kind: "totp"; readonly step: number }
  | { readonly kind: "recovery_code"; readonly codeHash: string };

/** What a code is right for: the person's app at this moment, or one of their recovery codes; null for any other. */
export async function findRightCode(personId: PersonId, code: string): Promise<RightCode | null> {
  const [app] = await db.$queryRaw<{ sealed: string; now: number }[]>`
    SELECT sealed_secret AS sealed, extract(epoch FROM clock_timestamp())::int AS now
    FROM totp_secrets WHERE person_id = ${personId}::uuid AND confirmed_at IS NOT NULL`;
  if (app) {
    const secret = openTotpSecret(app.sealed, personId);
    const step = findTotpStep({ secret, code, epochSeconds: app.now });
    if (step !== null) return { kind: "totp", step };
  }
  const typed = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
  if (typed.length !== codeLetters) return null;
  const unused = await db.$queryRaw<{ codeHash: string }[]>`
    SELECT code_hash AS "codeHash" FROM recovery_codes WHERE person_id = ${personId}::uuid AND used_at IS NULL`;
  for (const { codeHash } of unused) {
    if (await verify(codeHash, typed)) return { kind: "recovery_code", codeHash };
  }
  return null;
}

/**
 * Uses a right code up, in the caller's transaction: a time step of the app once, and none before it any more; a recovery
 * code once. Answers with what the session is opened, or null where another was quicker. A recovery code is audited,
 * and told to the person by mail.
 */
export async function takeCode(
  tx: Transaction,
  personId: PersonId,
  right: RightCode,
  by: Doer,
): Promise<SecondFactor | null> {
  if (right.kind === "totp") {
    const taken = await tx.$executeRaw`
      UPDATE totp_secrets SET last_step = ${right.step}::bigint
      WHERE person_id = ${personId}::uuid AND confirmed_at IS NOT NULL AND last_step < ${right.step}::bigint`;
    return taken === 1 ? "totp" : null;
  }
  const taken = await tx.$executeRaw`
    UPDATE recovery_codes SET used_at = clock_timestamp()
    WHERE person_id = ${personId}::uuid AND code_hash = ${right.codeHash} AND used_at IS NULL`;
  if (taken === 0) return null;
  const [count] = await tx.$queryRaw<{ left: number }[]>`
    SELECT count(*)::int AS "left" FROM recovery_codes WHERE person_id = ${personId}::uuid AND used_at IS NULL`;
  await recordEvent(tx, accountEvents.recoveryCodeUsed, by, noPlace, { personId, left: count?.left ?? 0 });
  return "recovery_code";
}
