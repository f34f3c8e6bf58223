import { beforeAll, describe, expect, it } from "vitest";
import { findCurrentDirectiveCode, findDirectiveInForce } from "@/lib/features/directives/queries";
import { asOwner } from "../../support/owner";

describe("a directive", () => {
  beforeAll(async () => {
    for (const [code, offset] of [
      ["ed-of-today", 0],
      ["ed-of-tomorrow", 1],
    ] as const) {
      await asOwner(
        `INSERT INTO directives (id, code, number, title, summary, signed_by, issued_on, time_zone, deadline_rule)
         SELECT gen_random_uuid(), $1, 90 + $2::int, $1, '', 'The tests',
           (clock_timestamp() AT TIME ZONE time_zone)::date + $2::int, time_zone, deadline_rule
         FROM directives WHERE code = 'ed-12'`,
        [code, offset],
      );
    }
  });

  it("is in force from the day of its issue on, and not before", async () => {
    expect(await findDirectiveInForce("ed-of-today")).toMatchObject({ code: "ed-of-today" });
    expect(await findDirectiveInForce("ed-of-tomorrow")).toBeNull();
    expect(await findCurrentDirectiveCode()).toBe("ed-of-today");
  });
});
