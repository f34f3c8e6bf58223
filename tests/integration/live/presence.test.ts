import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createPerson } from "../../factories/people";
import { planOf } from "../../factories/plans";
import { openLive } from "../../support/live-stream";
import { asOwner } from "../../support/owner";

type Person = Awaited<ReturnType<typeof createPerson>>;
type Live = Awaited<ReturnType<typeof openLive>>;

let dana: Person;
let kim: Person;
let liaison: Person;
let auditor: Person;
const open: Live[] = [];
const plan = { directive: "ed-12", plan: "LAPL" };

async function watch(person: Person, query: Record<string, string>): Promise<Live> {
  const live = await openLive(person, query);
  open.push(live);
  await live.settled();
  return live;
}

const write = (person: Person, section: string, page: string = randomUUID()) =>
  watch(person, { ...plan, section, page });

/** Who was in which section by the last word about it. */
function presentIn(live: Live): string[] {
  const { present } = (live.of("presence").at(-1) ?? { present: [] }) as {
    present: { section: string; name: string }[];
  };
  return present.map(({ section, name }) => `${name} in ${section}`);
}

const soon = { timeout: 3_000 } as const;
const afterGrace = { timeout: 8_000 } as const;

beforeAll(async () => {
  dana = await createPerson([{ role: "preparer", departmentCode: "LAPL" }], "Dana");
  kim = await createPerson([{ role: "certifier", departmentCode: "LAPL" }], "Kim");
  liaison = await createPerson([{ role: "liaison", departmentCode: "LAPL" }], "Lee");
  auditor = await createPerson([{ role: "auditor" }], "Ash");
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((live) => live.close()));
  await expect
    .poll(
      async () => (await asOwner("SELECT FROM section_presences WHERE name <> 'Ghost'")).length,
      afterGrace,
    )
    .toBe(0);
  await asOwner("DELETE FROM section_presences");
});

describe("who has a section open", () => {
  it("appears to the department while they have it open, and is gone when they close it", async () => {
    const watching = await watch(kim, plan);
    expect(presentIn(watching)).toEqual([]);
    const writing = await write(dana, "training");
    await expect.poll(() => presentIn(watching), soon).toEqual(["Dana in training"]);
    await writing.close();
    await expect.poll(() => presentIn(watching), afterGrace).toEqual([]);
  });

  it("is told at once to whoever comes later, and each of two writers hears of the other", async () => {
    const danas = await write(dana, "training");
    const kims = await write(kim, "training");
    await expect.poll(() => presentIn(danas), soon).toEqual(["Dana in training", "Kim in training"]);
    await expect.poll(() => presentIn(kims), soon).toEqual(["Dana in training", "Kim in training"]);
    const later = await watch(kim, plan);
    expect(presentIn(later)).toEqual(["Dana in training", "Kim in training"]);
  });

  it("has not left when their stream is opened anew", async () => {
    const watching = await watch(kim, plan);
    const page = randomUUID();
    const first = await write(dana, "training", page);
    await expect.poll(() => presentIn(watching), soon).toEqual(["Dana in training"]);
    const told = watching.of("presence").length;
    await first.close();
    await write(dana, "training", page);
    await new Promise((done) => setTimeout(done, 4_000));
    expect(presentIn(watching)).toEqual(["Dana in training"]);
    expect(watching.of("presence")).toHaveLength(told);
  });

  it("is one name with two tabs, until the last of them is closed", async () => {
    const watching = await watch(kim, plan);
    const one = await write(dana, "training");
    const two = await write(dana, "training");
    await expect.poll(() => presentIn(watching), soon).toEqual(["Dana in training"]);
    await one.close();
    await new Promise((done) => setTimeout(done, 4_000));
    expect(presentIn(watching)).toEqual(["Dana in training"]);
    await two.close();
    await expect.poll(() => presentIn(watching), afterGrace).toEqual([]);
  });

  it("does not concern who may read and not write: they are present nowhere", async () => {
    const watching = await watch(kim, plan);
    await write(liaison, "training");
    await write(auditor, "training");
    await write(dana, "records");
    await expect.poll(() => presentIn(watching), soon).toEqual(["Dana in records"]);
  });

  it("is not told to the auditor, who reads the plan, nor to those who watch the dashboard", async () => {
    const reviewer = await createPerson([{ role: "reviewer" }]);
    const audited = await watch(auditor, plan);
    const dashboard = await watch(reviewer, { directive: "ed-12" });
    const watching = await watch(kim, plan);
    await write(dana, "training");
    await expect.poll(() => presentIn(watching), soon).toEqual(["Dana in training"]);
    expect(audited.told.map(({ name }) => name)).toEqual(["inbox"]);
    expect(dashboard.told.map(({ name }) => name)).toEqual(["inbox"]);
  });

  it("is not believed for long when nobody has seen them, as after a crash", async () => {
    const { departmentId, planId } = await planOf("LAPL");
    const leave = (seconds: number) =>
      asOwner(
        `INSERT INTO section_presences (department_id, plan_id, section, stream_id, person_id, name, seen_at)
         VALUES ($1, $2, 'training', gen_random_uuid(), $3, 'Ghost', now() - make_interval(secs => $4))`,
        [departmentId, planId, dana.personId, seconds],
      );
    // Nothing is left of what happened before: the ghost alone is told, and by the greeting alone.
    await asOwner("DELETE FROM outbox_events WHERE name = 'plan.presence_changed'");
    await leave(46);
    expect(presentIn(await watch(kim, plan))).toEqual([]);
    await leave(40);
    const watching = await watch(kim, plan);
    expect(presentIn(watching)).toEqual(["Ghost in training"]);
    await expect.poll(() => presentIn(watching), { timeout: 20_000 }).toEqual([]);
  });
});
