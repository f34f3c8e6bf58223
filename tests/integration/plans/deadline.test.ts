import { beforeAll, describe, expect, it } from "vitest";
import { createPerson } from "../../factories/people";
import { draftWholePlan, filePlan, planOf } from "../../factories/plans";
import { setDatabaseClock, takeDatabaseClock } from "../../support/database-clock";
import { asOwner } from "../../support/owner";

// Midnight at the end of Friday, July 25, 2025, in Los Angeles.
const dueAt = "2025-07-26T07:00:00.000Z";

describe("a plan due at an instant", () => {
  beforeAll(takeDatabaseClock);

  async function fileAt(
    code: string,
    instant: string,
  ): Promise<{ is_late: boolean; submitted_at: Date; due_at: Date } | undefined> {
    const certifier = await createPerson([{ role: "certifier", departmentCode: code }]);
    const plan = await planOf(code);
    await draftWholePlan(plan, certifier.doer);
    await asOwner("UPDATE obligations SET due_at = $2 WHERE department_id = $1", [plan.departmentId, dueAt]);
    await setDatabaseClock(instant);
    await filePlan(plan, certifier);
    await setDatabaseClock(null);

    const [version] = await asOwner<{ is_late: boolean; submitted_at: Date; due_at: Date }>(
      "SELECT is_late, submitted_at, due_at FROM plan_versions WHERE plan_id = $1",
      [plan.planId],
    );
    return version;
  }

  it.each([
    ["ITA", "on time a millisecond before it", "2025-07-26T06:59:59.999Z", false],
    ["GSD", "late at the very instant", "2025-07-26T07:00:00.000Z", true],
    ["ERB", "late a millisecond after it", "2025-07-26T07:00:00.001Z", true],
  ])("%s: is %s, and the version keeps both instants", async (code, _, instant, isLate) => {
    const version = await fileAt(code, instant);
    expect(version?.is_late).toBe(isLate);
    expect(version?.submitted_at.toISOString()).toBe(instant);
    expect(version?.due_at.toISOString()).toBe(dueAt);
  });
});
