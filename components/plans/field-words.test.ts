import { describe, expect, it } from "vitest";
import { describeField, describeOrder, describeValue } from "./field-words";

const text = {
  facilities: [
    { id: "f1", name: "Central Library", address: "", areas: [{ id: "a1", name: "", areaClass: "" }] },
  ],
  settings: { counters: { steps: [{ id: "s1", action: "Call the supervisor", role: "" }] } },
};

describe("a field in words", () => {
  it("is named by its list, its row and its label", () => {
    expect(describeField("facilities.f1.address", [text])).toBe("Facilities › Central Library › Address");
    expect(describeField("settings.counters.steps.s1.role", [text])).toBe(
      "Public counters and lobbies › Steps › Call the supervisor › Who does it",
    );
  });

  it("tells a row without a name by its place, and finds a row that one text alone has", () => {
    expect(describeField("facilities.f1.areas.a1.areaClass", [text])).toBe(
      "Facilities › Central Library › Areas › 1 › Public or non-public",
    );
    expect(describeField("facilities.f1", [{ facilities: [] }, text])).toBe("Facilities › Central Library");
  });
});

describe("a value in words", () => {
  it("shows choices, days, languages and facilities as the form does", () => {
    expect(describeValue("areaClass", "non_public", [])).toBe("Non-public");
    expect(describeValue("startsOn", "2025-07-25", [])).toBe("July 25, 2025");
    expect(describeValue("languages", ["en", "es"], [])).toBe("English; Spanish");
    expect(describeValue("facilityIds", ["f1", "gone"], [text])).toBe(
      "Central Library; A facility of the plan",
    );
  });

  it("says plainly when there is none, or no such row", () => {
    expect(describeValue("address", "", [])).toBe("Empty");
    expect(describeValue("f1", undefined, [])).toBe("Not in this list");
  });

  it("lists the rows of an order by name", () => {
    expect(describeOrder([{ id: "1", name: "North" }, { id: "2" }])).toBe("1. North\n2. without a name");
  });
});
