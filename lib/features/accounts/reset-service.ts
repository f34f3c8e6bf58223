import "server-only";
import { networkOf } from "@/lib/kernel/client-network";
import type { PersonId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Doer } from "@/lib/platform/audit";
import { enqueue } from "@/lib/platform/jobs";
import { rateLimit } from "@/lib/platform/rate-limit";
import { hashSecret } from "@/lib/platform/secrets";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { wakeAfterCommit } from "@/lib/platform/wake";
import { isGuessablePassword } from "./guessable";
import { hashPassword, writePassword } from "./password-service";
import { findResetState } from "./queries";

const askedOfOneName = rateLimit({ name: "reset-name", points: 3, windowMinutes: 15 });
const askedOfOnePlace = rateLimit({ name: "reset-place", points: 20, windowMinutes: 15 });

/**
 * Takes a request for a link by which somebody sets a new password. For everyone. Whether the address is anybody's is
 * neither asked nor told here: that is the job's, so that all answers are the same and take the same time. The fourth
 * request for one address in a quarter of an hour is answered like the others and forgotten. TOO_MANY_ATTEMPTS after
 * twenty requests from one place.
 */
export async function askForReset(input: {
  readonly email: string;
  readonly clientAddress: string;
  readonly requestId: string;
}): Promise<Result<null, "TOO_MANY_ATTEMPTS", undefined>> {
  const email = input.email.trim().toLowerCase();
  if (!(await askedOfOnePlace.count(networkOf(input.clientAddress)))) return err("TOO_MANY_ATTEMPTS");
  if (!(await askedOfOneName.count(email))) return ok(null);
  return withTransaction<null, "TOO_MANY_ATTEMPTS", undefined>(async (tx) => {
    await enqueue(tx, "send-reset-link", { email, requestId: input.requestId });
    wakeAfterCommit(tx);
    return ok(null);
  });
}

/**
 * Sets a new password for whoever holds the secret of an open link, and closes the link. The address is thereby proved,
 * and all sessions end; a second factor stays, and is asked for at the next sign-in. Of two that come at once one
 * succeeds. Codes: LINK_UNKNOWN, LINK_USED, LINK_EXPIRED; GUESSABLE_PASSWORD, which leaves the link open. Audited, and
 * told to the person by mail.
 */
export async function resetPassword(input: {
  readonly secret: string;
  readonly password: string;
  readonly requestId: string;
}): Promise<Result<null, "LINK_UNKNOWN" | "LINK_USED" | "LINK_EXPIRED" | "GUESSABLE_PASSWORD">> {
  const link = await findResetState(input.secret);
  if (link.status !== "open") return err(codeOfClosedLink[link.status]);
  if (await isGuessablePassword(input.password, link)) return err("GUESSABLE_PASSWORD");
  const passwordHash = await hashPassword(input.password);
  const { personId, name } = link;
  const result = await withTransaction<null, "LINK_CLOSED", undefined>(async (tx) => {
    if (!(await takeLink(tx, input.secret, personId))) return err("LINK_CLOSED");
    await tx.$executeRaw`
      UPDATE people SET email_verified_at = coalesce(email_verified_at, clock_timestamp())
      WHERE id = ${personId}::uuid`;
    const by: Doer = { personId, name, role: "person", requestId: input.requestId };
    await writePassword(tx, { personId, passwordHash, way: "reset", by });
    return ok(null);
  });
  if (result.ok) return result;
  const now = await findResetState(input.secret);
  return err(now.status === "open" ? "LINK_USED" : codeOfClosedLink[now.status]);
}

async function takeLink(tx: Transaction, secret: string, owner: PersonId): Promise<boolean> {
  await tx.$queryRaw`SELECT FROM people WHERE id = ${owner}::uuid FOR NO KEY UPDATE`;
  const taken = await tx.$executeRaw`
    UPDATE password_resets AS link SET used_at = clock_timestamp()
    FROM people AS person
    WHERE link.secret_hash = ${hashSecret(secret)} AND link.used_at IS NULL
      AND link.expires_at > clock_timestamp() AND person.id = link.person_id AND person.deactivated_at IS NULL`;
  return taken === 1;
}

const codeOfClosedLink = { used: "LINK_USED", expired: "LINK_EXPIRED", unknown: "LINK_UNKNOWN" } as const;
