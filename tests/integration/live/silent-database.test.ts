import { afterAll, expect, it, vi } from "vitest";
import { createPerson } from "../../factories/people";
import { openLive } from "../../support/live-stream";
import { asOwner } from "../../support/owner";

// Before any module of the product reads its settings: all that it says to Postgres goes this way.
const way = await vi.hoisted(async () => {
  const { connect, createServer } = await import("node:net");
  const real = new URL(process.env.DATABASE_APP_URL ?? "");
  const [host, port] = [real.hostname, Number(real.port || 5432)];
  const sockets = new Set<import("node:net").Socket>();
  const state = { isCut: false };
  const server = createServer((client) => {
    const database = connect(port, host);
    const isLost = state.isCut;
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from);
      // Nobody is told that the line is cut, as when a machine vanishes.
      from.on("data", (bytes) => state.isCut || isLost || to.write(bytes));
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  real.host = `127.0.0.1:${(server.address() as import("node:net").AddressInfo).port}`;
  process.env.DATABASE_APP_URL = real.href;
  return {
    cut: (isCut: boolean) => {
      state.isCut = isCut;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
});

afterAll(() => way.close());

it("a database that vanishes without a word is noticed by the open pages, and found again when it is back", {
  timeout: 90_000,
}, async () => {
  const reviewer = await createPerson([{ role: "reviewer" }]);
  const live = await openLive(reviewer, { directive: "ed-12" });
  await live.settled();
  way.cut(true);
  await expect.poll(() => live.isOver(), { timeout: 40_000 }).toBe(true);
  way.cut(false);
  const next = await openLive(reviewer, { directive: "ed-12", since: live.lastId() });
  await next.settled();
  await asOwner(
    `INSERT INTO outbox_events (department_id, directive_id, name, payload, request_id)
     SELECT department_id, directive_id, 'plan.section_saved', '{}', 'after' FROM body_summaries WHERE code = 'LAPL'`,
  );
  await expect.poll(() => next.of("dashboard").length, { timeout: 5_000 }).toBe(1);
  await next.close();
});
