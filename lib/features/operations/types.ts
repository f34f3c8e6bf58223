import type { JobQueue } from "@/lib/platform/queues";

/** Instants are ISO strings. */
export type QueueLine = {
  readonly queue: JobQueue;
  readonly waiting: number;
  readonly running: number;
  readonly oldestAt: string | null;
};

/** A job that was tried as often as its queue has patience for, and given up. */
export type DeadLetterLine = {
  readonly id: string;
  readonly from: string;
  readonly requestId: string;
  readonly createdAt: string;
  readonly givenUpAt: string;
  readonly tries: number;
  readonly words: string;
};

export type OperationsView = {
  /** The database's clock when it was asked. */
  readonly now: string;
  readonly mail: {
    /** Whether there is a mail server to hand messages to; without one they are kept. */
    readonly isSent: boolean;
    readonly queued: number;
    readonly oldestQueuedAt: string | null;
    readonly settledToday: number;
    readonly kept: number;
    readonly unreachable: number;
  };
  readonly workers: readonly { readonly id: string; readonly startedAt: string; readonly heardAt: string }[];
  readonly queues: readonly QueueLine[];
  readonly deadLetters: readonly DeadLetterLine[];
  readonly deadLetterCount: number;
  readonly mayReplay: boolean;
};
