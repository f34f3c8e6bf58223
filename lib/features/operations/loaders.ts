import "server-only";
import { notFound } from "next/navigation";
import { requireActor } from "@/lib/platform/auth";
import { env } from "@/lib/platform/env";
import { countDeadLetters, listDeadLetters, listQueueStates, listWorkers } from "@/lib/platform/queue-state";
import { canReplay, canSeeOperations } from "./policy";
import { findMailState } from "./queries";
import type { OperationsView } from "./types";

const lettersShown = 50;

/** Whether everything that is due is being done: queues, workers, mail, and what was given up. */
export async function loadOperations(): Promise<OperationsView> {
  const actor = await requireActor();
  if (!canSeeOperations(actor)) notFound();
  const [mail, workers, queues, deadLetters, deadLetterCount] = await Promise.all([
    findMailState(),
    listWorkers(),
    listQueueStates(),
    listDeadLetters({ limit: lettersShown }),
    countDeadLetters(),
  ]);
  return {
    now: mail.now.toISOString(),
    mail: {
      isSent: env().SMTP_URL !== undefined,
      queued: mail.queued,
      oldestQueuedAt: mail.oldestQueuedAt?.toISOString() ?? null,
      settledToday: mail.settledToday,
      kept: mail.kept,
      unreachable: mail.unreachable,
    },
    workers: workers.map(({ id, startedAt, heardAt }) => ({
      id,
      startedAt: startedAt.toISOString(),
      heardAt: heardAt.toISOString(),
    })),
    queues: queues.map((line) => ({ ...line, oldestAt: line.oldestAt?.toISOString() ?? null })),
    deadLetters: deadLetters.map((letter) => ({
      ...letter,
      createdAt: letter.createdAt.toISOString(),
      givenUpAt: letter.givenUpAt.toISOString(),
    })),
    deadLetterCount,
    mayReplay: canReplay(actor),
  };
}
