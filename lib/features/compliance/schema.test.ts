import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTidy } from "@/lib/kernel/tidy-query";
import { requirements } from "@/tests/factories/judging";
import { sectionNames } from "../plans/schema";
import { planStatuses } from "../plans/status";
import {
  type BodyView,
  bodyFilters,
  bodySorts,
  bodyStates,
  bodyViewSchema,
  departmentKindLabels,
  departmentKinds,
  viewQuery,
} from "./schema";

const read = (address: string) => bodyViewSchema.parse(Object.fromEntries(new URLSearchParams(address)));
const optional = <Value>(values: readonly Value[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined });

const typed = fc
  .string({ unit: "grapheme", maxLength: 20 })
  .filter((text) => text.isWellFormed() && text.length <= 100)
  .map((text) => text.trim());

const anyView: fc.Arbitrary<BodyView> = fc.record({
  q: fc.oneof(typed, fc.constantFrom("1", "pressing", "a&b=c", "100%", "50 + 1", "#?")),
  state: optional(bodyStates),
  group: optional(bodyFilters),
  kind: optional(departmentKinds),
  owes: optional(sectionNames),
  requirement: optional(requirements.map(({ code }) => code)),
  sort: fc.constantFrom(...bodySorts),
  page: fc.integer({ min: 1, max: 100_000 }),
});

describe("the address of a view", () => {
  it("is read back to the same view, whatever was searched, filtered and sorted", () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(read(viewQuery(view))).toEqual({ ...view });
      }),
      { numRuns: 500 },
    );
  });

  it("is one address a view: read and written again it stays the same", () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(viewQuery(read(viewQuery(view)))).toBe(viewQuery(view));
      }),
    );
  });

  it("is where a reader stays who was sent to it", () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const search = Object.fromEntries(new URLSearchParams(viewQuery(view)));
        expect(isTidy(search, viewQuery(bodyViewSchema.parse(search)))).toBe(true);
      }),
    );
  });

  it("is bare for the plain list, and holds only what differs from it", () => {
    expect(viewQuery(bodyViewSchema.parse({}))).toBe("");
    expect(viewQuery({ state: "overdue", sort: "pressing", page: 1, q: "" })).toBe("?state=overdue");
    expect(viewQuery({ q: "parks & zoo", page: 3 })).toBe("?q=parks+%26+zoo&page=3");
  });

  it("opens whatever stands in it: an unknown value is read as absent", () => {
    const anything = fc.oneof(
      fc.string(),
      fc.array(fc.string()),
      fc.integer(),
      fc.constant(undefined),
      fc.constant(null),
    );
    const keys = fc.constantFrom("q", "state", "group", "kind", "owes", "requirement", "sort", "page");
    fc.assert(
      fc.property(fc.dictionary(keys, anything), (search) => {
        expect(bodyViewSchema.safeParse(search).success).toBe(true);
      }),
    );
    expect(read("?state=gone&page=0&sort=up&q=zoo")).toEqual({ ...bodyViewSchema.parse({}), q: "zoo" });
    expect(read("?page=1e9").page).toBe(1);
    expect(read("?requirement=FAC-1%27;--").requirement).toBeUndefined();
  });
});

describe("the words of the list", () => {
  it("offer every state that a plan can have, and overdue", () => {
    expect([...bodyStates].sort()).toEqual([...planStatuses, "overdue"].sort());
  });

  it("name every kind of department, each its own", () => {
    expect(new Set(departmentKinds.map((kind) => departmentKindLabels[kind])).size).toBe(
      departmentKinds.length,
    );
  });

  it("can ask for every requirement of the set", () => {
    for (const { code } of requirements) expect(read(`?requirement=${code}`).requirement).toBe(code);
  });
});
