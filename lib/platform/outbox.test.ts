import { describe, expect, it } from "vitest";
import { markText, toMark } from "./outbox";

describe("a mark in an address", () => {
  it("comes back as it was", () => {
    const mark = { snapshot: "1201:1240:1201,1236", at: new Date("2026-11-25T01:49:28.000Z") };
    expect(toMark(markText(mark))).toEqual(mark);
  });

  it("leaves a long list out, so that all since the oldest counts as unseen", () => {
    const running = Array.from({ length: 400 }, (_, index) => 1_201 + index);
    const text = markText({ snapshot: `1201:1700:${running}`, at: new Date(0) });
    expect(toMark(text)?.snapshot).toBe("1201:1201:");
  });

  it.each([
    "",
    "nonsense",
    "1-2:1:",
    "1-5:9:9",
    "1-5:9:4",
    "1-5:9:7,6",
    "1-5:9:6,6",
    "1-0:9:",
    "1-5:99999999999999999999:",
    "1-5:9:6,",
    "1-5:9223372036854775808:",
    "1-5:9:6;DROP TABLE plans",
  ])("is none where Postgres would read none: %j", (text) => {
    expect(toMark(text)).toBeNull();
  });
});
