import { describe, expect, it } from "vitest";
import { asId } from "@/lib/kernel/ids";
import { cast } from "@/tests/factories/actors";
import { isOwn } from "./policy";

describe("an inbox, its choices and a calendar", () => {
  const somebodyElse = { personId: asId<"Person">("01890000-0000-7000-8000-0000000000ff") };

  it.each(cast)("are a $who's own, and nobody else's", ({ actor }) => {
    expect(isOwn(actor, { personId: actor.personId })).toBe(true);
    expect(isOwn(actor, somebodyElse)).toBe(false);
  });
});
