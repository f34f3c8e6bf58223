import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { replayAction } from "@/lib/features/operations/actions";
import { loadOperations } from "@/lib/features/operations/loaders";
import { ok } from "@/lib/kernel/result";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import { readMetrics } from "@/lib/platform/metrics";
import { listDeadLetters } from "@/lib/platform/queue-state";
import { readiness } from "@/lib/platform/readiness";
import { withTransaction } from "@/lib/platform/tx";
import { startWorker, type Worker } from "@/lib/platform/worker";
import { createPerson } from "../../factories/people";
import { asOwner } from "../../support/owner";
import { as, asNobody } from "../../support/visitors";

// Before the settings are read, which is when the first module of the product is loaded.
const token = vi.hoisted(() => {
  process.env.METRICS_TOKEN = "a token of the tests, long enough";
  return process.env.METRICS_TOKEN;
});

let isMended = false;
const done: string[] = [];
const job = defineJob({
  queue: "send-message",
  atOnce: 5,
  data: z.object({ messageId: z.string() }),
  run: async ({ messageId }) => {
    if (!isMended) throw new Error("the bridge is out");
    done.push(messageId);
  },
});
let worker: Worker | undefined;

afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  isMended = false;
  await asOwner("DELETE FROM jobs.job");
});

/** A job whose patience is at its end at the first try, given up. */
async function giveUp(messageId: string) {
  await withTransaction(async (tx) => {
    await enqueue(tx, "send-message", { messageId, requestId: "the-request" });
    return ok(null);
  });
  await asOwner("UPDATE jobs.job SET retry_limit = 0 WHERE name = 'send-message'");
  worker ??= await startWorker([job]);
  await expect.poll(() => listDeadLetters({ limit: 10 }), { timeout: 10_000 }).toHaveLength(1);
  const [letter] = await listDeadLetters({ limit: 10 });
  if (!letter) throw new Error("nothing was given up");
  return letter;
}

describe("a job that was given up", () => {
  it("is shown with what went wrong, set going again by an administrator, and done", async () => {
    const administrator = await createPerson([{ role: "administrator" }]);
    const { id } = await giveUp("m1");
    const before = await as(administrator, loadOperations);
    expect(before).toMatchObject({ deadLetterCount: 1, mayReplay: true });
    expect(before.deadLetters).toMatchObject([
      { from: "send-message", words: "the bridge is out", tries: 1, requestId: "the-request" },
    ]);

    isMended = true;
    expect(await as(administrator, () => replayAction({ ids: [id] }))).toEqual({
      ok: true,
      data: { replayed: 1 },
    });
    await expect.poll(() => done, { timeout: 10_000 }).toEqual(["m1"]);
    expect((await as(administrator, loadOperations)).deadLetterCount).toBe(0);
    const trail = await asOwner("SELECT actor_id, payload FROM audit_events WHERE name LIKE 'operations.%'");
    expect(trail).toEqual([{ actor_id: administrator.personId, payload: { jobs: [id] } }]);
  });

  it("is set going once by two who press at the same time", async () => {
    const [one, other] = await Promise.all([
      createPerson([{ role: "administrator" }]),
      createPerson([{ role: "administrator" }]),
    ]);
    const { id } = await giveUp("m2");
    const answers = await Promise.all(
      [one, other].map((person) => as(person, () => replayAction({ ids: [id] }))),
    );
    expect(answers.filter(({ ok: isDone }) => isDone)).toHaveLength(1);
    expect(answers.filter(({ ok: isDone }) => !isDone)).toMatchObject([{ error: { code: "GONE" } }]);
  });

  it("is read by the auditor, who may not touch it, and by nobody else", async () => {
    const auditor = await createPerson([{ role: "auditor" }]);
    const reviewer = await createPerson([{ role: "reviewer" }]);
    const { id } = await giveUp("m3");
    expect((await as(auditor, loadOperations)).mayReplay).toBe(false);
    const refused = { ok: false, error: { code: "NOT_FOUND" } };
    expect(await as(auditor, () => replayAction({ ids: [id] }))).toEqual(refused);
    expect(await as(reviewer, () => replayAction({ ids: [id] }))).toEqual(refused);
    expect(await asNobody(() => replayAction({ ids: [id] }))).toMatchObject({
      error: { code: "UNAUTHENTICATED" },
    });
    await expect(as(reviewer, loadOperations)).rejects.toThrow(/404|NOT_FOUND/);
    expect(await listDeadLetters({ limit: 10 })).toHaveLength(1);
  });

  it("is not asked for by an id that cannot be one", async () => {
    const administrator = await createPerson([{ role: "administrator" }]);
    expect(await as(administrator, () => replayAction({ ids: [] }))).toMatchObject({
      error: { code: "INVALID_INPUT" },
    });
  });
});

describe("what is told from outside", () => {
  it("names with readiness what waits, and who works", async () => {
    const idle = await readiness();
    expect(idle).toMatchObject({ status: "ready", delivery: { jobsWaiting: 0, workers: 0 } });
    await withTransaction(async (tx) => {
      await enqueue(tx, "deliver-event", { sequence: "1", requestId: "r" });
      return ok(null);
    });
    worker = await startWorker([job]);
    expect((await readiness()).delivery).toMatchObject({ jobsWaiting: 1, workers: 1 });
  });

  it("gives figures to whoever shows the token, and to nobody else", async () => {
    expect(await readMetrics(null)).toBeNull();
    expect(await readMetrics("Bearer another")).toBeNull();
    expect(await readMetrics(token)).toBeNull();
    await giveUp("m4");
    const figures = await readMetrics(`Bearer ${token}`);
    expect(figures?.type).toMatch(/^text\/plain/);
    for (const line of [
      'portal_jobs_waiting{queue="send-message"} 0',
      "portal_jobs_dead_letters 1",
      "portal_workers 1",
      "portal_mail_oldest_unsent_seconds 0",
    ])
      expect(figures?.text).toContain(`${line}\n`);
  });

  it("leaves out what cannot be asked, and nothing else, and pages go on being served", async () => {
    await asOwner("REVOKE SELECT ON ALL TABLES IN SCHEMA jobs FROM portal_app");
    try {
      expect(await readiness()).toMatchObject({ status: "ready", delivery: null });
      const figures = await readMetrics(`Bearer ${token}`);
      expect(figures?.text).not.toMatch(/^portal_(workers|jobs_waiting|jobs_dead_letters)/m);
      expect(figures?.text).toMatch(/^portal_mail_queued \d/m);
      expect(figures?.text).toMatch(/^portal_live_streams /m);
    } finally {
      await asOwner("GRANT SELECT ON ALL TABLES IN SCHEMA jobs TO portal_app");
    }
  });
});
