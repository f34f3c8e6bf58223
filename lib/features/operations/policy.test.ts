import { expect, it } from "vitest";
import { cast } from "@/tests/factories/actors";
import { canReplay, canSeeOperations } from "./policy";

it.each(cast)("how the portal runs is open, or not, to a $who", ({ who, actor }) => {
  expect(canSeeOperations(actor)).toBe(["administrator", "auditor"].includes(who));
  expect(canReplay(actor)).toBe(who === "administrator");
});
