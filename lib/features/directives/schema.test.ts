import { describe, expect, it } from "vitest";
import {
  bodiesAtOnce,
  correctExtensionSchema,
  declineRequestSchema,
  extendDeadlinesSchema,
  owingQuery,
  owingViewSchema,
  requestExtensionSchema,
  withdrawRequestSchema,
} from "./schema";

const id = "01890000-0000-7000-8000-00000000000a";
const body = { code: "LAPL", seenDueAt: "2025-07-26T07:00:00.000Z" };
const reference = { departmentCode: "LAPL", directiveCode: "ed-12" };

const inputs = {
  extend: {
    schema: extendDeadlinesSchema,
    input: { directiveCode: "ed-12", bodies: [body], day: "2025-07-28", reason: "The annex." },
  },
  correct: {
    schema: correctExtensionSchema,
    input: { ...reference, extensionId: id, day: "2025-07-28", reason: "Meant Monday." },
  },
  request: {
    schema: requestExtensionSchema,
    input: { ...reference, day: "2025-07-28", reason: "The annex." },
  },
  withdraw: { schema: withdrawRequestSchema, input: { ...reference, requestId: id } },
  decline: {
    schema: declineRequestSchema,
    input: { ...reference, requestId: id, answer: "File what you have." },
  },
} as const;

type Name = keyof typeof inputs;
const names = Object.keys(inputs) as Name[];
const takes = (name: Name, change: object) =>
  inputs[name].schema.safeParse({ ...inputs[name].input, ...change }).success;

describe("what is asked of a deadline", () => {
  it.each(names)("to %s is taken whole, and with nothing beside it", (name) => {
    expect(takes(name, {})).toBe(true);
    expect(takes(name, { dueAt: "2025-07-28T07:00:00.000Z" })).toBe(false);
  });

  it.each(["extend", "correct", "request"] as const)("to %s names a day that exists", (name) => {
    for (const day of ["", "2025-02-29", "2025-07-28T00:00:00Z", "28 July 2025", "20250-01-01"])
      expect(takes(name, { day }), day).toBe(false);
    expect(takes(name, { day: "2028-02-29" })).toBe(true);
  });

  it.each(["extend", "correct", "request"] as const)(
    "to %s says why, within a thousand characters",
    (name) => {
      for (const reason of ["", "   \n", "x".repeat(1_001), "a\u0000b"])
        expect(takes(name, { reason })).toBe(false);
      expect(takes(name, { reason: "x".repeat(1_000) })).toBe(true);
    },
  );

  it("to decline says why", () => {
    expect(takes("decline", { answer: " " })).toBe(false);
  });

  it("to extend names one body or as many as one decision can hold", () => {
    const many = (amount: number) =>
      Array.from({ length: amount }, (_, place) => ({ ...body, code: `B${place}` }));
    expect(takes("extend", { bodies: [] })).toBe(false);
    expect(takes("extend", { bodies: many(bodiesAtOnce) })).toBe(true);
    expect(takes("extend", { bodies: many(bodiesAtOnce + 1) })).toBe(false);
    expect(takes("extend", { bodies: [{ code: "LAPL" }] })).toBe(false);
  });
});

describe("the address of the bodies to choose from", () => {
  it("says only what differs from the first view, and is read back", () => {
    expect(owingQuery(owingViewSchema.parse({}))).toBe("");
    const view = { q: "zoo", page: 3 };
    const query = owingQuery(view);
    expect(query).toBe("?q=zoo&page=3");
    expect(owingViewSchema.parse(Object.fromEntries(new URLSearchParams(query)))).toEqual(view);
  });

  it("reads what it cannot understand as absent", () => {
    expect(owingViewSchema.parse({ q: "a\u0000", page: "-1" })).toEqual({ q: "", page: 1 });
    expect(owingViewSchema.parse({ page: "many" })).toEqual({ q: "", page: 1 });
  });
});
