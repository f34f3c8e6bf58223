import "server-only";
import { endSessionsOf } from "@/lib/features/sessions/ending";
import type { SecondFactor } from "@/lib/features/sessions/types";
import type { Actor } from "@/lib/kernel/actor";
import type { PersonId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { type Doer, ownDoer, recordEvent } from "@/lib/platform/audit";
import { rateLimit } from "@/lib/platform/rate-limit";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { findRightCode, newRecoveryCodes, takeCode, writeRecoveryCodes } from "./codes-service";
import { accountEvents } from "./events";
import { findRightPasskey, takePasskey, verifyNewPasskey } from "./passkey-service";
import { verifyPassword } from "./password-service";
import type { ProveInput } from "./schema";
import { freshMinutes, listFactors } from "./second-factor-queries";
import { findTotpStep, newTotpSecret, openTotpSecret, presentTotp } from "./totp";
import type { NewTotp } from "./types";

const noPlace = { departmentId: null, directiveId: null } as const;
const passkeysAtMost = 10;
const wrongCodes = rateLimit({ name: "own-code", points: 10, windowMinutes: 15 });

type Own = { readonly actor: Actor; readonly requestId: string };
type Changed = { readonly recoveryCodes: readonly string[] | null };

/** Locks the person. False where who they are was not shown in this session a moment ago, or the session has ended. */
async function lockProved(tx: Transaction, { personId, sessionId }: Actor): Promise<boolean> {
  await tx.$queryRaw`SELECT FROM people WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
  const [session] = await tx.$queryRaw<{ isFresh: boolean }[]>`
    SELECT proved_at > clock_timestamp() - make_interval(mins => ${freshMinutes}) AS "isFresh"
    FROM sessions WHERE id = ${sessionId}::uuid AND ended_at IS NULL`;
  return session?.isFresh ?? false;
}

/** What is open of this session from now on: everything that a second factor opens. */
async function markProved(tx: Transaction, { sessionId }: Actor, factor: SecondFactor | null): Promise<void> {
  await tx.$executeRaw`
    UPDATE sessions SET proved_at = clock_timestamp(),
      second_factor = coalesce(second_factor, ${factor}::second_factor)
    WHERE id = ${sessionId}::uuid`;
}

/** A first factor comes with recovery codes, and ends the sessions that were opened without it. */
async function followFirstFactor(
  tx: Transaction,
  of: {
    readonly actor: Actor;
    readonly by: Doer;
    readonly isFirst: boolean;
    readonly hashes: readonly string[];
  },
): Promise<boolean> {
  if (!of.isFirst) return false;
  const { personId, sessionId } = of.actor;
  await writeRecoveryCodes(tx, personId, of.hashes, of.by);
  await endSessionsOf(tx, personId, "second_factor_changed", of.by, { except: sessionId });
  return true;
}

/** After a factor was taken away: other sessions end, and without any factor there are no recovery codes either. */
async function followRemoval(tx: Transaction, actor: Actor, by: Doer): Promise<void> {
  const { personId, sessionId } = actor;
  await endSessionsOf(tx, personId, "second_factor_changed", by, { except: sessionId });
  if ((await listFactors(tx, personId)).length > 0) return;
  await tx.$executeRaw`DELETE FROM recovery_codes WHERE person_id = ${personId}::uuid`;
  await tx.$executeRaw`UPDATE sessions SET second_factor = NULL WHERE id = ${sessionId}::uuid`;
}

/**
 * Makes a secret for an authenticator app and answers it, this once. It counts for nothing until a first code of it was
 * right; asked again before, another takes its place. Codes: PROOF_NEEDED, ALREADY_SET_UP.
 */
export async function beginTotp({ actor }: Own): Promise<Result<NewTotp, "PROOF_NEEDED" | "ALREADY_SET_UP">> {
  const { personId, email } = actor;
  const { secret, sealed } = newTotpSecret(personId);
  return withTransaction<NewTotp, "PROOF_NEEDED" | "ALREADY_SET_UP", undefined>(async (tx) => {
    if (!(await lockProved(tx, actor))) return err("PROOF_NEEDED");
    const written = await tx.$executeRaw`
      INSERT INTO totp_secrets (person_id, sealed_secret) VALUES (${personId}::uuid, ${sealed})
      ON CONFLICT (person_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, created_at = clock_timestamp(),
        last_step = 0
      WHERE totp_secrets.confirmed_at IS NULL`;
    return written === 1 ? ok(presentTotp(secret, email)) : err("ALREADY_SET_UP");
  });
}

type ConfirmCode = "WRONG_CODE" | "PROOF_NEEDED" | "NOT_BEGUN" | "TOO_MANY_ATTEMPTS";

/**
 * Takes an authenticator app into use by its first code. The session has a second factor from then on. With the first
 * factor come recovery codes, answered this once, and other sessions end. Codes: WRONG_CODE, PROOF_NEEDED, NOT_BEGUN,
 * TOO_MANY_ATTEMPTS after ten codes in a quarter of an hour. Audited, and told to the person by mail.
 */
export async function confirmTotp(
  input: Own & { readonly code: string },
): Promise<Result<Changed, ConfirmCode, undefined>> {
  const { actor, requestId } = input;
  const { personId } = actor;
  if (!(await wrongCodes.count(personId))) return err("TOO_MANY_ATTEMPTS");
  const { codes, hashes } = await newRecoveryCodes();
  const result = await withTransaction<Changed, ConfirmCode, undefined>(async (tx) => {
    if (!(await lockProved(tx, actor))) return err("PROOF_NEEDED");
    const isFirst = (await listFactors(tx, personId)).length === 0;
    const [begun] = await tx.$queryRaw<{ sealed: string; now: number }[]>`
      SELECT sealed_secret AS sealed, extract(epoch FROM clock_timestamp())::int AS now
      FROM totp_secrets WHERE person_id = ${personId}::uuid AND confirmed_at IS NULL`;
    if (!begun) return err("NOT_BEGUN");
    const secret = openTotpSecret(begun.sealed, personId);
    const step = findTotpStep({ secret, code: input.code, epochSeconds: begun.now });
    if (step === null) return err("WRONG_CODE");
    await tx.$executeRaw`
      UPDATE totp_secrets SET confirmed_at = clock_timestamp(), last_step = ${step}::bigint
      WHERE person_id = ${personId}::uuid`;
    const by = ownDoer(actor, requestId);
    await recordEvent(tx, accountEvents.secondFactorAdded, by, noPlace, { personId });
    await markProved(tx, actor, "totp");
    const hasCodes = await followFirstFactor(tx, { actor, by, isFirst, hashes });
    return ok({ recoveryCodes: hasCodes ? codes : null });
  });
  if (result.ok) await wrongCodes.forget(personId);
  return result;
}

/**
 * Takes the authenticator app out of use. Other sessions end. Where no other factor is left, recovery codes go as well,
 * and this session has no second factor any more. Codes: PROOF_NEEDED, NOT_SET_UP. Audited, and told to the person by
 * mail.
 */
export async function removeTotp({
  actor,
  requestId,
}: Own): Promise<Result<null, "PROOF_NEEDED" | "NOT_SET_UP">> {
  const { personId } = actor;
  return withTransaction<null, "PROOF_NEEDED" | "NOT_SET_UP", undefined>(async (tx) => {
    if (!(await lockProved(tx, actor))) return err("PROOF_NEEDED");
    const removed = await tx.$executeRaw`
      DELETE FROM totp_secrets WHERE person_id = ${personId}::uuid AND confirmed_at IS NOT NULL`;
    if (removed === 0) return err("NOT_SET_UP");
    const by = ownDoer(actor, requestId);
    await recordEvent(tx, accountEvents.secondFactorRemoved, by, noPlace, { personId });
    await followRemoval(tx, actor, by);
    return ok(null);
  });
}

/**
 * Puts ten new recovery codes in the place of the old ones and answers them, this once. Other sessions end. Codes:
 * PROOF_NEEDED, NOT_SET_UP where there is no factor they could stand in for. Audited, and told to the person by mail.
 */
export async function renewRecoveryCodes({
  actor,
  requestId,
}: Own): Promise<Result<Changed, "PROOF_NEEDED" | "NOT_SET_UP">> {
  const { personId, sessionId } = actor;
  const { codes, hashes } = await newRecoveryCodes();
  return withTransaction<Changed, "PROOF_NEEDED" | "NOT_SET_UP", undefined>(async (tx) => {
    if (!(await lockProved(tx, actor))) return err("PROOF_NEEDED");
    if ((await listFactors(tx, personId)).length === 0) return err("NOT_SET_UP");
    const by = ownDoer(actor, requestId);
    await writeRecoveryCodes(tx, personId, hashes, by);
    await endSessionsOf(tx, personId, "second_factor_changed", by, { except: sessionId });
    return ok({ recoveryCodes: codes });
  });
}

type AddCode = "PROOF_NEEDED" | "NOT_VERIFIED" | "TOO_MANY_PASSKEYS";

/**
 * Adds a passkey that an authenticator has just made in answer to a challenge of ours. The session has a second factor
 * from then on; with the first factor come recovery codes, answered this once, and other sessions end. Codes:
 * PROOF_NEEDED, NOT_VERIFIED, TOO_MANY_PASSKEYS. Audited, and told to the person by mail.
 */
export async function addPasskey(
  input: Own & { readonly name: string; readonly response: unknown },
): Promise<Result<Changed, AddCode>> {
  const { actor, name, requestId } = input;
  const { personId } = actor;
  const made = await verifyNewPasskey(personId, input.response);
  if (!made) return err("NOT_VERIFIED");
  const { codes, hashes } = await newRecoveryCodes();
  return withTransaction<Changed, AddCode, undefined>(async (tx) => {
    if (!(await lockProved(tx, actor))) return err("PROOF_NEEDED");
    const isFirst = (await listFactors(tx, personId)).length === 0;
    const [count] = await tx.$queryRaw<{ passkeys: number }[]>`
      SELECT count(*)::int AS passkeys FROM passkeys WHERE person_id = ${personId}::uuid`;
    if ((count?.passkeys ?? 0) >= passkeysAtMost) return err("TOO_MANY_PASSKEYS");
    const written = await tx.$executeRaw`
      INSERT INTO passkeys (id, person_id, public_key, counter, transports, name, is_backed_up)
      VALUES (${made.id}, ${personId}::uuid, ${made.publicKey}, ${made.counter}::bigint, ${made.transports}::text[],
        ${name}, ${made.isBackedUp})
      ON CONFLICT (id) DO NOTHING`;
    if (written === 0) return err("NOT_VERIFIED");
    const by = ownDoer(actor, requestId);
    await recordEvent(tx, accountEvents.passkeyAdded, by, noPlace, { personId, name });
    await markProved(tx, actor, "passkey");
    const hasCodes = await followFirstFactor(tx, { actor, by, isFirst, hashes });
    return ok({ recoveryCodes: hasCodes ? codes : null });
  });
}

/** Gives a passkey another name. Assumes that it is the actor's own. GONE where it was removed meanwhile. Audited. */
export async function renamePasskey(
  input: Own & { readonly passkeyId: string; readonly name: string },
): Promise<Result<null, "GONE">> {
  const { actor, name } = input;
  const { personId } = actor;
  return withTransaction<null, "GONE", undefined>(async (tx) => {
    const renamed = await tx.$executeRaw`
      UPDATE passkeys SET name = ${name} WHERE id = ${input.passkeyId} AND person_id = ${personId}::uuid`;
    if (renamed === 0) return err("GONE");
    await recordEvent(tx, accountEvents.passkeyRenamed, ownDoer(actor, input.requestId), noPlace, {
      personId,
      name,
    });
    return ok(null);
  });
}

/**
 * Removes a passkey of the actor's own. Other sessions end, and what follows is as with `removeTotp`. Codes:
 * PROOF_NEEDED, GONE. Audited, and told to the person by mail.
 */
export async function removePasskey(
  input: Own & { readonly passkeyId: string },
): Promise<Result<null, "PROOF_NEEDED" | "GONE">> {
  const { actor } = input;
  const { personId } = actor;
  return withTransaction<null, "PROOF_NEEDED" | "GONE", undefined>(async (tx) => {
    if (!(await lockProved(tx, actor))) return err("PROOF_NEEDED");
    const [removed] = await tx.$queryRaw<{ name: string }[]>`
      DELETE FROM passkeys WHERE id = ${input.passkeyId} AND person_id = ${personId}::uuid RETURNING name`;
    if (!removed) return err("GONE");
    const by = ownDoer(actor, input.requestId);
    await recordEvent(tx, accountEvents.passkeyRemoved, by, noPlace, { personId, name: removed.name });
    await followRemoval(tx, actor, by);
    return ok(null);
  });
}

type ProveCode = "WRONG_PASSWORD" | "WRONG_CODE" | "CODE_USED" | "NOT_VERIFIED" | "TOO_MANY_ATTEMPTS";

/**
 * Notes that whoever is signed in has shown again who they are: by their password, a code or a passkey. By one of the
 * last two a session without a second factor has one from then on. Codes: WRONG_PASSWORD, WRONG_CODE, CODE_USED,
 * NOT_VERIFIED, TOO_MANY_ATTEMPTS.
 */
export async function prove(
  input: Own & { readonly proof: ProveInput },
): Promise<Result<null, ProveCode, undefined>> {
  const { actor, proof } = input;
  const { personId } = actor;
  if ("password" in proof) {
    const verified = await verifyPassword({ personId, password: proof.password });
    if (!verified.ok) return err(verified.error.code);
    return withTransaction<null, ProveCode, undefined>(async (tx) => {
      await markProved(tx, actor, null);
      return ok(null);
    });
  }
  if ("code" in proof) return proveByCode(input, personId, proof.code);
  const right = await findRightPasskey(proof.response, "prove", personId);
  if (!right) return err("NOT_VERIFIED");
  return withTransaction<null, ProveCode, undefined>(async (tx) => {
    if (!(await takePasskey(tx, right))) return err("NOT_VERIFIED");
    await markProved(tx, actor, "passkey");
    return ok(null);
  });
}

async function proveByCode(
  { actor, requestId }: Own,
  personId: PersonId,
  code: string,
): Promise<Result<null, ProveCode, undefined>> {
  if (!(await wrongCodes.count(personId))) return err("TOO_MANY_ATTEMPTS");
  const right = await findRightCode(personId, code);
  if (!right) return err("WRONG_CODE");
  const result = await withTransaction<null, ProveCode, undefined>(async (tx) => {
    const factor = await takeCode(tx, personId, right, ownDoer(actor, requestId));
    if (!factor) return err("CODE_USED");
    await markProved(tx, actor, factor);
    return ok(null);
  });
  if (result.ok) await wrongCodes.forget(personId);
  return result;
}
