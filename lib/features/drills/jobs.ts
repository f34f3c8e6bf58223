import "server-only";
import { z } from "zod";
import { asId } from "@/lib/kernel/ids";
import { system } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { defineJob } from "@/lib/platform/jobs";
import { callDepartments, endDrill } from "./service";

/** Calls some departments of a drill. Run twice it calls nobody twice. */
export const callDrillJob = defineJob({
  queue: "call-drill",
  atOnce: 2,
  data: z.object({ drillId: z.uuid(), departmentIds: z.array(z.uuid()), requestId: z.string() }),
  run: ({ drillId, departmentIds, requestId }) =>
    callDepartments({ drillId, departmentIds: departmentIds.map((id) => asId<"Department">(id)), requestId }),
});

/** Closes the drills whose time is over, so that their end is written down and told. */
export const closeDrillsJob = defineJob({
  queue: "close-drills",
  atOnce: 1,
  data: z.object({}),
  run: async (_, { requestId, signal }) => {
    const over = await db.$queryRaw<{ id: string }[]>`
      SELECT id FROM drills WHERE ended_at IS NULL AND closes_at <= clock_timestamp() ORDER BY closes_at`;
    for (const { id } of over) {
      signal.throwIfAborted();
      await endDrill({ drillId: id, by: system(requestId) });
    }
  },
});
