import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateRequirements } from "@/lib/features/plans/completeness";
import { anySections } from "@/tests/factories/any-content";
import { fulfilled } from "@/tests/factories/judging";
import { formNameOf } from "./field-address";

const content = {
  facilities: [
    { id: "a", areas: [] },
    { id: "b", areas: [{ id: "x", name: "" }] },
  ],
};

const complete = fulfilled();

describe("the form's name for a field", () => {
  it.each([
    ["facilities", "facilities"],
    ["facilities.b.address", "facilities.1.address"],
    ["facilities.b.areas.x.name", "facilities.1.areas.0.name"],
    ["facilities.gone.address", "facilities"],
    ["facilities.b.areas.gone.name", "facilities.1.areas"],
  ])("%s is %s", (path, name) => {
    expect(formNameOf(path, content)).toBe(name);
  });

  it("leads to every field that a requirement names as owed", () => {
    fc.assert(
      fc.property(anySections, (sections) => {
        for (const { section, paths } of evaluateRequirements({ ...complete, sections }))
          for (const path of section === "liaison" ? [] : paths) {
            const name = formNameOf(path, sections[section]);
            expect(name.split(".")).toHaveLength(path.split(".").length);
            const parts = name.split(".");
            const value = parts.reduce<unknown>(
              (at, part) => (at as Record<string, unknown>)[part],
              sections[section],
            );
            expect(value, path).toBeDefined();
          }
      }),
    );
  });
});
