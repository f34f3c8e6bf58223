import { sendResetLinkJob } from "@/lib/features/accounts/jobs";
import { sendBriefsJob } from "@/lib/features/compliance/jobs";
import { sendRemindersJob } from "@/lib/features/directives/jobs";
import { callDrillJob, closeDrillsJob } from "@/lib/features/drills/jobs";
import { sendMessageJob } from "@/lib/features/mail/jobs";
import { deliverEventJob, sendDigestsJob } from "@/lib/features/notifications/jobs";
import { pruneJob } from "@/lib/features/operations/jobs";
import { judgePlansJob } from "@/lib/features/plans/jobs";
import type { JobDefinition } from "@/lib/platform/jobs";

/** Every job that a worker does: the `jobs.ts` of each feature. A test holds that no queue is left without one. */
export const allJobs: readonly JobDefinition[] = [
  deliverEventJob,
  sendMessageJob,
  sendResetLinkJob,
  sendRemindersJob,
  sendDigestsJob,
  sendBriefsJob,
  callDrillJob,
  closeDrillsJob,
  judgePlansJob,
  pruneJob,
];
