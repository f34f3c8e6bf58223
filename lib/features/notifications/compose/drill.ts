import "server-only";
import { drillEvents } from "@/lib/features/drills/events";
import { formatDateTime } from "@/lib/kernel/format-date";
import type { Compose, Told } from "../types";
import { tell } from "./telling";

/** That a drill began or ended, for those who run them. */
export const composeDrillRun: Compose = async (occurrence): Promise<Told> => {
  if (occurrence.name === drillEvents.started.name) {
    const drill = drillEvents.started.payload.parse(occurrence.payload);
    return tell(occurrence, {
      title: `Drill began: ${drill.title}`,
      happened: (when) =>
        `${occurrence.actorName} began a readiness drill of ${departments(drill.departments)}${when}.`,
      facts: [{ term: "Answers count until", detail: formatDateTime(drill.closesAt) }],
      action: { label: "See who answers", href: `/mayor/drills/${drill.drillId}` },
    });
  }
  const drill = drillEvents.ended.payload.parse(occurrence.payload);
  return tell(occurrence, {
    title: `Drill ended: ${drill.inTime} of ${drill.departments} in time (${drill.title})`,
    happened: (when) =>
      drill.isEarly
        ? `${occurrence.actorName} ended the readiness drill before its time${when}.`
        : `The time of the readiness drill was over${when}.`,
    facts: [{ term: "Answered in time", detail: `${drill.inTime} of ${departments(drill.departments)}` }],
    action: { label: "See the results", href: `/mayor/drills/${drill.drillId}` },
  });
};

const departments = (amount: number) =>
  `${amount.toLocaleString("en-US")} ${amount === 1 ? "department" : "departments"}`;
