import "server-only";
import type { DirectiveView } from "@/lib/features/directives/types";
import { queueMessage } from "@/lib/features/mail/service";
import type { Actor } from "@/lib/kernel/actor";
import { ok, type Result } from "@/lib/kernel/result";
import { withTransaction } from "@/lib/platform/tx";
import { briefLetter } from "./brief-letter";
import { findBrief } from "./brief-queries";

/**
 * Mails the brief as it stands now to whoever asks for it, at most once a minute: a second press within it is answered
 * alike and sends nothing. Assumes that they may watch compliance. Answers the address.
 */
export async function sendBrief(input: {
  directive: DirectiveView;
  to: Pick<Actor, "personId" | "email">;
  requestId: string;
}): Promise<Result<{ address: string }>> {
  const { directive, to, requestId } = input;
  const brief = await findBrief(directive);
  return withTransaction(async (tx) => {
    await queueMessage(tx, {
      key: `brief ${directive.code} ${brief.now.slice(0, 16)} to ${to.personId}`,
      kind: "brief",
      personId: to.personId,
      address: to.email,
      departmentId: null,
      directiveId: directive.id,
      eventSequence: null,
      requestId,
      letter: {
        ...briefLetter(brief),
        why: "You get this because you asked the portal to send it to you now.",
      },
      priority: "at_once",
    });
    return ok({ address: to.email });
  });
}
