import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { err, ok } from "@/lib/kernel/result";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import { listDeadLetters } from "@/lib/platform/queue-state";
import { withTransaction } from "@/lib/platform/tx";
import { startWorker, type Worker } from "@/lib/platform/worker";
import { asOwner } from "@/tests/support/owner";

const workers: Worker[] = [];
const done: string[] = [];
const job = defineJob({
  queue: "send-message",
  atOnce: 5,
  data: z.object({ messageId: z.string(), requestId: z.string() }),
  run: async ({ messageId }) => {
    if (messageId === "wrong") throw new Error("this one cannot be done");
    done.push(messageId);
  },
});

async function work(): Promise<void> {
  workers.push(await startWorker([job]));
}

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  done.length = 0;
});

describe("a job that is enqueued in a transaction", () => {
  it("is done once when the transaction commits, by one of two workers", async () => {
    await Promise.all([work(), work()]);
    await withTransaction(async (tx) => {
      await enqueue(tx, "send-message", { messageId: "one", requestId: "r" });
      return ok(null);
    });
    await expect.poll(() => done, { timeout: 5_000 }).toEqual(["one"]);
    const [left] = await asOwner("SELECT state FROM jobs.job WHERE name = 'send-message'");
    expect(left).toEqual({ state: "completed" });
  });

  it("never was when the transaction does not commit", async () => {
    await withTransaction(async (tx) => {
      await enqueue(tx, "send-message", { messageId: "none", requestId: "r" });
      return err("REFUSED");
    });
    const rows = await asOwner(
      "SELECT 1 FROM jobs.job WHERE name = 'send-message' AND data->>'messageId' = 'none'",
    );
    expect(rows).toEqual([]);
  });

  it("is given up at once, in words, when what it was given does not fit", async () => {
    await work();
    await withTransaction(async (tx) => {
      await enqueue(tx, "send-message", { messageId: 7, requestId: "r" });
      return ok(null);
    });
    await expect
      .poll(() => listDeadLetters({ limit: 5 }), { timeout: 5_000 })
      .toMatchObject([
        {
          from: "send-message",
          tries: 1,
          words: "What the job was given does not fit what it needs: messageId.",
        },
      ]);
    expect(done).toEqual([]);
  });
});
