import { describe, expect, it } from "vitest";
import { z } from "zod";
import { err, ok } from "@/lib/kernel/result";
import { defineAction, definePublicAction, defineRoute } from "@/lib/platform/actions";
import { createPerson } from "../../factories/people";
import { as, asNobody } from "../../support/visitors";

const definition = {
  name: "test",
  input: z.strictObject({ thing: z.string().min(1, "Name the thing.") }),
  load: async ({ thing }: { thing: string }) => (thing === "missing" ? null : thing),
  authorize: (_: unknown, subject: string) => subject !== "another's",
  run: async ({ subject }: { subject: string }) => {
    if (subject === "broken") throw new Error("secret detail of the machine room");
    return subject === "busy" ? err("BUSY") : ok({ subject });
  },
};

describe("the one door for writes", () => {
  const action = defineAction(definition);

  it("lets through who is signed in and may, with input that fits", async () => {
    const person = await createPerson([]);
    expect(await as(person, () => action({ thing: "mine" }))).toEqual({
      ok: true,
      data: { subject: "mine" },
    });
  });

  it("asks who it is before it looks at the input", async () => {
    expect(await asNobody(() => action({ thing: "" }))).toEqual({
      ok: false,
      error: { code: "UNAUTHENTICATED" },
    });
  });

  it("names the field of what does not fit", async () => {
    const person = await createPerson([]);
    expect(await as(person, () => action({ thing: "" }))).toEqual({
      ok: false,
      error: { code: "INVALID_INPUT", fieldErrors: { thing: "Name the thing." } },
    });
  });

  it("makes what is missing and what is forbidden look the same", async () => {
    const person = await createPerson([]);
    const missing = await as(person, () => action({ thing: "missing" }));
    expect(await as(person, () => action({ thing: "another's" }))).toEqual(missing);
    expect(missing).toEqual({ ok: false, error: { code: "NOT_FOUND" } });
  });

  it("answers an unexpected error with a reference and nothing of the error", async () => {
    const person = await createPerson([]);
    const answer = await as(person, () => action({ thing: "broken" }));
    expect(answer).toEqual({
      ok: false,
      error: { code: "UNEXPECTED", details: { reference: expect.stringMatching(/^[0-9a-f-]{36}$/) } },
    });
    expect(JSON.stringify(answer)).not.toContain("machine room");
  });
});

describe("the one door for handlers", () => {
  const handler = defineRoute({ ...definition, statuses: { BUSY: 503 } });
  const post = (thing: string) =>
    handler(new Request("http://portal.test/", { method: "POST", body: "{}" }), {
      params: Promise.resolve({ thing }),
    });

  it("answers each outcome with its status, and 500 without a word of the error", async () => {
    const person = await createPerson([]);
    const statuses: Record<string, number> = {
      mine: 200,
      missing: 404,
      "another's": 404,
      busy: 503,
      broken: 500,
      "": 422,
    };
    for (const [thing, status] of Object.entries(statuses)) {
      const answer = await as(person, () => post(thing));
      expect(answer.status, thing).toBe(status);
      expect(await answer.text()).not.toContain("machine room");
    }
    expect((await asNobody(() => post("mine"))).status).toBe(401);
  });
});

describe("the door for everyone", () => {
  const input = z.strictObject({ thing: z.string().min(1, "Name the thing.") });
  const run = async ({ input: { thing } }: { input: { thing: string } }) => {
    if (thing === "broken") throw new Error("secret detail of the machine room");
    return ok({ thing });
  };
  const action = definePublicAction({ name: "test", input, authorize: "everyone", run });

  it("opens without a session, checks the input, and hides what was unexpected", async () => {
    expect(await asNobody(() => action({ thing: "any" }))).toEqual({ ok: true, data: { thing: "any" } });
    expect(await asNobody(() => action({ thing: "" }))).toEqual({
      ok: false,
      error: { code: "INVALID_INPUT", fieldErrors: { thing: "Name the thing." } },
    });
    const broken = await asNobody(() => action({ thing: "broken" }));
    expect(broken).toMatchObject({
      error: { code: "UNEXPECTED", details: { reference: expect.any(String) } },
    });
    expect(JSON.stringify(broken)).not.toContain("machine room");
  });

  it("is not built by leaving something out: neither door compiles without saying who may", () => {
    // @ts-expect-error authorize is missing
    definePublicAction({ name: "test", input, run });
    const { authorize: _, ...rest } = definition;
    // @ts-expect-error authorize is missing
    defineAction(rest);
    // @ts-expect-error authorize is missing
    defineRoute(rest);
  });
});
