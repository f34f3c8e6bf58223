import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/platform/db";
import { asOwner } from "../../support/owner";

type Fault = { chain: string; sequence: bigint; fault: string };

/** As the command asks, under the role of the application. */
const faults = () => db.$queryRaw<Fault[]>`SELECT * FROM find_audit_faults()`;
const root = join(import.meta.dirname, "../../..");
const command = () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", join(root, "scripts/audit-verify.ts")],
    { cwd: root, encoding: "utf8", env: { ...process.env } },
  );
  return { status, output: `${stdout}${stderr}` };
};

/** What only the owner can do, and only by taking the guard away first. */
async function tamper(statement: string): Promise<void> {
  await asOwner("ALTER TABLE audit_events DISABLE TRIGGER USER");
  await asOwner(statement);
  await asOwner("ALTER TABLE audit_events ENABLE TRIGGER USER");
}

const made = `hash = audit_event_hash(chain, sequence, department_id, at, actor_id, actor_name, actor_role, request_id,
  name, payload, previous_hash)`;

beforeEach(async () => {
  await tamper("DELETE FROM audit_events");
  await asOwner("DELETE FROM audit_chains");
  for (const chain of ["one", "two"]) {
    for (let event = 1; event <= 5; event += 1) {
      await db.$queryRaw`
        SELECT append_audit_event(${chain}, NULL, NULL, 'The tests', 'system', 'test', 'test.appended', '{"a": 1}')`;
    }
  }
});

describe("the audit trail", () => {
  it("is whole as the product writes it, and empty", async () => {
    expect(await faults()).toEqual([]);
    await tamper("DELETE FROM audit_events");
    await asOwner("DELETE FROM audit_chains");
    expect(await faults()).toEqual([]);
  });

  it.each([
    ["a payload", `payload = '{"a": 2}'`],
    ["a name", "actor_name = 'Nobody'"],
    ["an instant", "at = at + interval '1 microsecond'"],
    ["a person", "actor_id = gen_random_uuid()"],
    ["a department", "department_id = gen_random_uuid()"],
    ["a request", "request_id = 'other'"],
    ["the hash before", "previous_hash = repeat('f', 64)"],
    ["the hash", "hash = repeat('f', 64)"],
  ])("shows an event of which %s was changed, and only in its own chain", async (_, change) => {
    await tamper(`UPDATE audit_events SET ${change} WHERE chain = 'one' AND sequence = 3`);
    const [first, ...others] = await faults();
    expect(others).toEqual([]);
    expect(first).toMatchObject({ chain: "one", fault: "altered" });
    // A changed "hash before" may just as well mean that the event before it was changed and hashed anew.
    expect([2n, 3n]).toContain(first?.sequence);
  });

  it.each([
    [2, "in the middle"],
    [5, "at the end"],
  ])("shows event %i, %s, that was changed and hashed anew", async (sequence) => {
    await tamper(
      `UPDATE audit_events SET actor_name = 'Nobody' WHERE chain = 'two' AND sequence = ${sequence}`,
    );
    await tamper(`UPDATE audit_events SET ${made} WHERE chain = 'two' AND sequence = ${sequence}`);
    expect(await faults()).toEqual([{ chain: "two", sequence: BigInt(sequence), fault: "altered" }]);
  });

  it.each([
    ["the first", "sequence = 1", 1n],
    ["one in the middle", "sequence = 3", 3n],
    ["the newest", "sequence = 5", 5n],
    ["the end", "sequence > 3", 4n],
    ["all", "true", 1n],
  ])("shows that %s is missing", async (_, which, sequence) => {
    await tamper(`DELETE FROM audit_events WHERE chain = 'one' AND ${which}`);
    expect(await faults()).toEqual([{ chain: "one", sequence, fault: "missing" }]);
  });

  it("shows an event that was added around its chain", async () => {
    await tamper(`INSERT INTO audit_events (chain, sequence, at, actor_name, actor_role, request_id, name, payload, previous_hash, hash)
      SELECT chain, 6, at, actor_name, actor_role, request_id, name, payload, hash, repeat('0', 64)
      FROM audit_events WHERE chain = 'one' AND sequence = 5`);
    await tamper(`UPDATE audit_events SET ${made} WHERE chain = 'one' AND sequence = 6`);
    expect(await faults()).toEqual([{ chain: "one", sequence: 6n, fault: "added" }]);
  });
});

describe("npm run audit:verify", () => {
  it("says that the trail is whole, or names the first fault of each chain, and ends accordingly", async () => {
    expect(command()).toEqual({ status: 0, output: "The audit trail is whole: 10 events in 2 chains.\n" });
    await tamper("UPDATE audit_events SET name = 'test.other' WHERE chain = 'one' AND sequence >= 4");
    await tamper("DELETE FROM audit_events WHERE chain = 'two' AND sequence = 2");
    const { status, output } = command();
    expect(status).toBe(1);
    expect(output).toMatch(/Chain one: event 4 is not as it was written/);
    expect(output).toMatch(/Chain two: event 2 is missing/);
    expect(output.trim().split("\n")).toHaveLength(2);
  });
});
