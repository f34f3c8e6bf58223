import { describe, expect, it } from "vitest";
import { actorWith, cast, grantIn, library, officeGrant } from "@/tests/factories/actors";
import { canSeeCompliance } from "./policy";

const watchers = new Set(["reviewer", "duty_officer", "administrator", "auditor"]);

describe("who may see how the departments comply", () => {
  it.each(cast)("$who", ({ who, actor }) => {
    expect(canSeeCompliance(actor)).toBe(watchers.has(who));
  });

  it("is not decided by a department's role that the same person also holds", () => {
    const certifier = grantIn(library, "certifier");
    expect(canSeeCompliance(actorWith(certifier, officeGrant("working_group_member")))).toBe(false);
    expect(canSeeCompliance(actorWith(certifier, officeGrant("auditor")))).toBe(true);
  });
});
