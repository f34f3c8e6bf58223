import "server-only";
import { v7 as newId } from "uuid";
import { queueMessage } from "@/lib/features/mail/service";
import { asId } from "@/lib/kernel/ids";
import { err, ok } from "@/lib/kernel/result";
import { recordEvent, system } from "@/lib/platform/audit";
import { hashSecret, newSecret } from "@/lib/platform/secrets";
import { withTransaction } from "@/lib/platform/tx";
import { accountEvents } from "./events";
import { resetLetter } from "./messages";

// Apart from reset-service.ts: the worker runs this, and cannot load what belongs to a request.

/** How long a link for a new password works. */
const resetMinutes = 30;
const noPlace = { departmentId: null, directiveId: null } as const;

/**
 * Mails a link to whoever has the address; nothing where nobody has, or whose account is closed. The newest link
 * replaces those before it. Done again for the same request it sends nothing more. Audited.
 */
export async function sendResetLink(input: {
  readonly email: string;
  readonly requestId: string;
}): Promise<void> {
  const { email, requestId } = input;
  await withTransaction<null, "SENT", undefined>(async (tx) => {
    const [person] = await tx.$queryRaw<{ id: string; name: string }[]>`
      SELECT id, name FROM people WHERE email = ${email} AND deactivated_at IS NULL FOR NO KEY UPDATE`;
    if (!person) return ok(null);
    const personId = asId<"Person">(person.id);
    const secret = newSecret();
    await tx.$executeRaw`
      UPDATE password_resets SET expires_at = clock_timestamp()
      WHERE person_id = ${personId}::uuid AND used_at IS NULL AND expires_at > clock_timestamp()`;
    await tx.$executeRaw`
      INSERT INTO password_resets (id, person_id, secret_hash, expires_at)
      VALUES (${newId()}::uuid, ${personId}::uuid, ${hashSecret(secret)},
        clock_timestamp() + make_interval(mins => ${resetMinutes}))`;
    await recordEvent(tx, accountEvents.passwordResetRequested, system(requestId), noPlace, { personId });
    const isMade = await queueMessage(tx, {
      key: `password reset ${requestId}`,
      kind: "password_reset",
      personId,
      address: email,
      ...noPlace,
      eventSequence: null,
      requestId,
      letter: resetLetter({ name: person.name, path: `/reset/${secret}`, minutes: resetMinutes }),
      priority: "alert",
    });
    return isMade ? ok(null) : err("SENT");
  });
}
