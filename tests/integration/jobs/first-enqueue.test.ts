import { expect, it } from "vitest";
import { ok } from "@/lib/kernel/result";
import { enqueue } from "@/lib/platform/jobs";
import { withTransaction } from "@/lib/platform/tx";
import { asOwner } from "@/tests/support/owner";

// In a file of its own: the queue must not have been used in this process yet.
it("does not hold up a process whose first jobs come more at once than it has connections", async () => {
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: 25 }, (_, number) =>
      withTransaction(async (tx) => {
        await tx.$queryRaw`SELECT 1`;
        await enqueue(tx, "send-message", { messageId: String(number), requestId: "r" });
        return ok(null);
      }),
    ),
  );
  expect(performance.now() - startedAt).toBeLessThan(8_000);
  const [jobs] = await asOwner("SELECT count(*)::int AS amount FROM jobs.job WHERE name = 'send-message'");
  expect(jobs).toEqual({ amount: 25 });
});
