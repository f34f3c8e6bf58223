import { describe, expect, it } from "vitest";
import { firstOf, fulfilled, outcomeOf, put, withSection } from "@/tests/factories/judging";
import type { Facilities } from "./facilities";

const facility = (content: Facilities) => firstOf(content.facilities);
const nonPublic = (content: Facilities) =>
  firstOf(facility(content).areas.filter((area) => area.areaClass === "non_public"));
const judged = (code: string, change: (content: Facilities) => void) =>
  outcomeOf(code, withSection("facilities", change));

const wanting: readonly (readonly [
  code: string,
  what: string,
  (content: Facilities) => void,
  field: RegExp,
])[] = [
  ["FAC-1", "no facility is listed", (c) => put(c, { facilities: [] }), /^facilities$/],
  ["FAC-1", "a facility has no name", (c) => put(facility(c), { name: " " }), /\.name$/],
  ["FAC-1", "a facility has no kind", (c) => put(facility(c), { kind: "" }), /\.kind$/],
  ["FAC-1", "a facility has no address", (c) => put(facility(c), { address: "" }), /\.address$/],
  ["FAC-1", "a facility has no hours", (c) => put(facility(c), { hours: "" }), /\.hours$/],
  ["FAC-2", "a facility has no area", (c) => put(facility(c), { areas: [] }), /\.areas$/],
  ["FAC-2", "an area has no class", (c) => put(nonPublic(c), { areaClass: "" }), /\.areaClass$/],
  [
    "FAC-2",
    "a non-public area does not say how it shows",
    (c) => put(nonPublic(c), { accessBy: "" }),
    /\.accessBy$/,
  ],
  ["FAC-3", "tenants are neither listed nor denied", (c) => put(c, { tenantsAnswer: "" }), /^tenantsAnswer$/],
  ["FAC-3", "tenants are announced and none is listed", (c) => put(c, { tenants: [] }), /^tenantsAnswer$/],
  ["FAC-3", "a tenant space has no name", (c) => put(firstOf(c.tenants), { space: "" }), /\.space$/],
  [
    "FAC-3",
    "a tenant space names no lease-holder",
    (c) => put(firstOf(c.tenants), { leaseHolder: "" }),
    /\.leaseHolder$/,
  ],
  ["FAC-4", "no facility is listed", (c) => put(c, { facilities: [] }), /^facilities$/],
  ["FAC-4", "an area is not classified yet", (c) => put(nonPublic(c), { areaClass: "" }), /\.areas$/],
  ["FAC-4", "a facility has no area", (c) => put(facility(c), { areas: [] }), /\.areas$/],
  [
    "FAC-4",
    "a non-public area has no sign status",
    (c) => put(nonPublic(c), { signStatus: "" }),
    /\.signStatus$/,
  ],
  [
    "FAC-5",
    "property at risk is neither listed nor denied",
    (c) => put(c, { atRiskAnswer: "" }),
    /^atRiskAnswer$/,
  ],
  [
    "FAC-5",
    "property is announced and none is listed",
    (c) => put(c, { atRiskProperties: [] }),
    /^atRiskAnswer$/,
  ],
  [
    "FAC-5",
    "a property has no name",
    (c) => put(firstOf(c.atRiskProperties), { property: "" }),
    /\.property$/,
  ],
  [
    "FAC-5",
    "a property has no measure",
    (c) => put(firstOf(c.atRiskProperties), { measure: "" }),
    /\.measure$/,
  ],
  [
    "FAC-5",
    "a measure has no status",
    (c) => put(firstOf(c.atRiskProperties), { measureStatus: "" }),
    /\.measureStatus$/,
  ],
];

describe("Facilities", () => {
  it.each(wanting)("%s is owed while %s", (code, _, change, field) => {
    const outcome = judged(code, change);
    expect(outcome.state).toBe("not_yet");
    expect(outcome.paths[0]).toMatch(field);
    expect(outcome.blocksFiling).toBe(true);
  });

  it.each([
    ["FAC-3", (c: Facilities) => put(c, { tenantsAnswer: "none", tenants: [] })],
    ["FAC-5", (c: Facilities) => put(c, { atRiskAnswer: "none", atRiskProperties: [] })],
  ] as const)("%s is met by the statement that there is none", (code, change) => {
    expect(judged(code, change)).toMatchObject({
      state: "met",
      why: expect.stringMatching(/^The department states/),
    });
  });

  it("asks no sign of a facility that is public throughout", () => {
    const outcome = judged("FAC-4", (content) => {
      for (const { areas } of content.facilities) for (const area of areas) area.areaClass = "public";
    });
    expect(outcome).toMatchObject({ state: "met", why: "There is no non-public area." });
  });

  it("names a row that has no name by its place", () => {
    const outcome = judged("FAC-1", (content) => {
      facility(content).name = "";
    });
    expect(outcome.why).toBe("Facility 1 has no name.");
  });

  it("tells a count instead of a list where many facilities want the same, and keeps few paths", () => {
    const one = facility(fulfilled().sections.facilities);
    const outcome = judged("FAC-1", (content) => {
      content.facilities = Array.from({ length: 300 }, (_, index) => ({
        ...one,
        id: `01890000-0000-7000-8000-${String(index).padStart(12, "0")}`,
        address: "",
      }));
    });
    expect(outcome.why).toBe("300 facilities have no address.");
    expect(outcome.paths).toHaveLength(20);
  });
});
