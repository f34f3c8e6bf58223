import { cityTimeZone } from "@/lib/kernel/format-date";

/** The Postgres schema of pg-boss. */
export const jobsSchema = "jobs";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * A lease: a worker that dies without a word is missed after ten seconds, the shortest that pg-boss knows, and its jobs
 * are taken up by another. A job that hangs is given up after `expireInSeconds`.
 */
const lease = { heartbeatSeconds: 10, expireInSeconds: 2 * minute, deadLetter: "dead-letter" } as const;
/** From two seconds to ten minutes apart, with jitter, for at least three days: an outage over a long weekend. */
const patient = { retryLimit: 600, retryDelay: 2, retryBackoff: true, retryDelayMax: 10 * minute } as const;
/** What waits is thrown away after a year without any worker, and not sooner: it was promised. */
const kept = { retentionSeconds: 365 * day, deleteAfterSeconds: 2 * day } as const;
/** Work that looks at everything and comes again by itself. */
const sweep = {
  ...lease,
  expireInSeconds: 10 * minute,
  retryLimit: 5,
  retryDelay: 5,
  retryBackoff: true,
  policy: "stately",
} as const;

/** When a queue is filled by the clock: a cron expression on the clocks of the City. */
const daily = (cron: string) => ({ cron, tz: cityTimeZone });

/** Every queue with its patience. A change here is written to the database at the next migration. */
export const queues = {
  /** First, since the others name it. */
  "dead-letter": { retentionSeconds: 365 * day, deleteAfterSeconds: 0, schedule: null },
  /** One event of the outbox to those whom it concerns. */
  "deliver-event": { ...lease, ...patient, ...kept, schedule: null },
  /** One message to the mail server. */
  "send-message": { ...lease, ...patient, ...kept, schedule: null },
  /**
   * A link for a new password, if the address is anybody's. Whoever waits half an hour asks again; and since what was
   * typed is an address, a job that cannot be done is not kept among the dead letters.
   */
  "send-reset-link": {
    heartbeatSeconds: lease.heartbeatSeconds,
    expireInSeconds: lease.expireInSeconds,
    retryLimit: 60,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 1 * minute,
    retentionSeconds: 30 * minute,
    deleteAfterSeconds: hour,
    schedule: null,
  },
  /** Every minute, so that a deadline that moves is followed at once; each body is reminded once a day at the most. */
  "send-reminders": { ...sweep, ...kept, schedule: daily("* * * * *") },
  "send-digests": { ...sweep, ...kept, schedule: daily("*/5 * * * *") },
  "send-briefs": { ...sweep, ...kept, schedule: daily("*/5 * * * *") },
  /** A readiness drill calls fifty departments a job. */
  "call-drill": { ...lease, ...patient, ...kept, schedule: null },
  "close-drills": { ...sweep, ...kept, schedule: daily("* * * * *") },
  /**
   * Shortly after midnight, when days have passed that plans name; and when a directive comes into force. Ten thousand
   * plans on a busy machine take long, and a run that is given up begins at the first plan again.
   */
  "judge-plans": { ...sweep, ...kept, expireInSeconds: 2 * hour, schedule: daily("*/5 * * * *") },
  prune: { ...sweep, ...kept, schedule: daily("17 3 * * *") },
} as const;

type QueueName = keyof typeof queues;
export type JobQueue = Exclude<QueueName, "dead-letter">;
