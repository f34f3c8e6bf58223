import "server-only";
import { err, ok, type Result } from "@/lib/kernel/result";
import { type Doer, recordEvent } from "@/lib/platform/audit";
import { replayDeadLetters } from "@/lib/platform/queue-state";
import { withTransaction } from "@/lib/platform/tx";
import { operationEvents } from "./events";

/**
 * Sets dead letters going again, each in the queue that gave it up, with all of that queue's patience anew. Assumes the
 * actor may replay. Code GONE when none of them is given up any longer. Audited with the ids that were asked for.
 */
export async function replay(input: {
  ids: readonly string[];
  by: Doer;
}): Promise<Result<{ replayed: number }, "GONE">> {
  return withTransaction<{ replayed: number }, "GONE", undefined>(async (tx) => {
    const replayed = await replayDeadLetters(tx, input.ids);
    if (replayed === 0) return err("GONE");
    const about = { departmentId: null, directiveId: null };
    await recordEvent(tx, operationEvents.deadLettersReplayed, input.by, about, { jobs: [...input.ids] });
    return ok({ replayed });
  });
}
