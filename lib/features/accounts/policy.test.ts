import { describe, expect, it } from "vitest";
import { asId } from "@/lib/kernel/ids";
import { cast } from "@/tests/factories/actors";
import { isOwnAccount } from "./policy";

describe("how somebody signs in", () => {
  it.each(cast)("is changed by nobody but them: $who", ({ actor }) => {
    expect(isOwnAccount(actor, { personId: actor.personId })).toBe(true);
    const other = asId<"Person">("01890000-0000-7000-8000-00000000000c");
    expect(isOwnAccount(actor, { personId: other })).toBe(false);
  });
});
