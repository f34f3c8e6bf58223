import "server-only";
import type { Channel } from "@/lib/platform/channel";

/** What happens in a drill, for the pages that show its results. Assumes that the reader may see drills. */
export function drillChannel(drillId: string): Channel {
  return {
    key: `drill ${drillId}`,
    everyMs: 500,
    concerns: (event) => event.name.startsWith("drill.") && event.payload.drillId === drillId,
    tell: async () => ({ name: "drill", data: {} }),
  };
}
