import { describe, expect, it } from "vitest";
import { cast, library } from "@/tests/factories/actors";
import { canReadMailLog, canSeeUnreachable, canSendAnew } from "./policy";

const those = (may: (actor: (typeof cast)[number]["actor"]) => boolean) =>
  cast.filter(({ actor }) => may(actor)).map(({ who }) => who);

describe("the delivery log", () => {
  it("is read by administrators and the auditor, and by nobody of a department", () => {
    expect(those(canReadMailLog)).toEqual(["administrator", "auditor"]);
  });

  it("is acted on by administrators alone", () => {
    expect(those(canSendAnew)).toEqual(["administrator"]);
  });
});

describe("whom no mail reaches", () => {
  it("is known to their own department, and to the offices that call them", () => {
    expect(those((actor) => canSeeUnreachable(actor, { departmentId: library }))).toEqual([
      "preparer of the department",
      "certifier of the department",
      "liaison of the department",
      "alternate of the department",
      "reviewer",
      "duty_officer",
      "administrator",
      "auditor",
    ]);
  });
});
