import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { deliverEvent } from "@/lib/features/notifications/service";
import { planKey, takeStep } from "@/lib/features/plans/service";
import { createPerson } from "../../factories/people";
import { draftWholePlan, planOf } from "../../factories/plans";
import { asOwner } from "../../support/owner";

type Person = Awaited<ReturnType<typeof createPerson>>;

type Line = { person_id: string; kind: string; title: string; body: string; href: string; delivery: string };

async function newestSequence(name: string): Promise<bigint> {
  const [row] = await asOwner<{ sequence: string }>(
    "SELECT max(sequence) AS sequence FROM outbox_events WHERE name = $1",
    [name],
  );
  return BigInt(row?.sequence ?? 0);
}

const linesOf = (sequence: bigint) =>
  asOwner<Line>("SELECT * FROM notifications WHERE event_sequence = $1", [String(sequence)]);
const messagesOf = (sequence: bigint) =>
  asOwner<{ person_id: string; key: string; subject: string; text: string; is_reminder: boolean }>(
    "SELECT * FROM messages WHERE event_sequence = $1",
    [String(sequence)],
  );

/** How each of them heard of the newest event of the name: nothing for those who did not. */
async function heard(name: string, people: Readonly<Record<string, Person>>) {
  const sequence = await newestSequence(name);
  await deliverEvent(sequence, randomUUID());
  const lines = await linesOf(sequence);
  return Object.fromEntries(
    Object.entries(people).flatMap(([label, { personId }]) => {
      const line = lines.find((one) => one.person_id === personId);
      return line ? [[label, line.delivery]] : [];
    }),
  );
}

let cast: Record<string, Person>;
let preparer: Person;

beforeAll(async () => {
  const member = (
    role: "preparer" | "certifier" | "liaison" | "alternate",
    name: string,
    departmentCode = "LAPL",
  ) => createPerson([{ role, departmentCode }], name);
  preparer = await member("preparer", "Pat Preparer");
  cast = {
    preparer,
    otherPreparer: await member("preparer", "Ona Preparer"),
    certifier: await member("certifier", "Cam Certifier"),
    liaison: await member("liaison", "Lee Liaison"),
    elsewhere: await member("certifier", "Eve Elsewhere", "RAP"),
    reviewer: await createPerson([{ role: "reviewer" }], "Rae Reviewer"),
    duty: await createPerson([{ role: "duty_officer" }], "Dee Duty"),
    auditor: await createPerson([{ role: "auditor" }], "Aud Auditor"),
  };
});

describe("a draft that is sent to the department head", () => {
  it("asks the certifier at once, tells the other preparers in the portal, and nobody else", async () => {
    const plan = await planOf("LAPL");
    await draftWholePlan(plan, preparer.doer);
    await takeStep({ plan: planKey(plan), step: "send_to_certifier", by: preparer.doer });
    expect(await heard("plan.sent_to_certifier", cast)).toEqual({
      certifier: "at_once",
      otherPreparer: "portal",
    });
    const sequence = await newestSequence("plan.sent_to_certifier");
    const [message, ...more] = await messagesOf(sequence);
    expect(more).toEqual([]);
    expect(message?.subject).toBe("Waiting for your signature: plan of Los Angeles Public Library");
    expect(message?.text).toContain("/department/LAPL/plans/ed-12/review");
    expect(message?.text).toContain("Pat Preparer sent the draft");
  });
});
