import { expect, it } from "vitest";
import { queues } from "@/lib/platform/queues";
import { allJobs } from "@/scripts/jobs";

it("every queue but that of the dead letters has exactly one job", () => {
  const worked = allJobs.map((job) => job.queue).sort();
  const expected = Object.keys(queues)
    .filter((name) => name !== "dead-letter")
    .sort();
  expect(worked).toEqual(expected);
});
