import { describe, expect, it } from "vitest";
import { isTest, type Source, sourcesIn } from "./source";

const statusWriter = "lib/features/plans/service.ts";

/**
 * Places that write the status of a plan: an UPDATE or INSERT of `plans` that names the column, in SQL; a create or
 * update of the model with a `status` in its data, through the client.
 */
function statusWritesIn({ text }: Source): number {
  const sql = [...text.matchAll(/(UPDATE|INSERT\s+INTO)\s+"?plans"?\b[\s\S]*?(?=`|"\s*[,;)])/gi)].filter(
    ([statement]) => /\bstatus\b(?!_)/i.test(statement),
  );
  const client = [
    ...text.matchAll(/\.plan\.(create|createMany|update|updateMany|upsert)\(\{[\s\S]*?\n\s*\}\)/g),
  ].filter(([call]) => /\bstatus:/.test(call));
  return sql.length + client.length;
}

describe("the status of a plan", () => {
  it("is written in one place only", () => {
    const sources = sourcesIn(["app", "components", "lib", "scripts"]).filter(({ path }) => !isTest(path));
    const writers = sources.flatMap((source) =>
      Array.from({ length: statusWritesIn(source) }, () => source.path),
    );
    expect(writers).toEqual([statusWriter]);
  });

  it("has no second writer that this test would overlook", () => {
    const planted = (text: string) => statusWritesIn({ path: "planted.ts", text });
    expect(
      planted("await tx.$executeRaw`UPDATE plans SET send_back = NULL, status = 'draft' WHERE id = 1`"),
    ).toBe(1);
    expect(planted("await tx.$executeRaw`\n  INSERT INTO plans (id, status) VALUES (1, 'draft')`")).toBe(1);
    expect(planted("await tx.plan.update({\n  where: { id },\n  data: { status: to },\n})")).toBe(1);
    expect(planted("await tx.plan.findMany({\n  where: { status: to },\n})")).toBe(0);
    expect(planted("await tx.$executeRaw`UPDATE plans SET status_changed_at = now() WHERE id = 1`")).toBe(0);
  });
});

describe("writes by people", () => {
  it("go through the one door, in every action and every handler", () => {
    const actions = sourcesIn(["lib/features"]).filter(({ path }) => path.endsWith("/actions.ts"));
    for (const { path, text } of actions) {
      const exported = [...text.matchAll(/^export const (\w+) = (\w+)/gm)];
      const doors = ["defineAction", "definePublicAction", "step"];
      expect(
        exported.filter(([, , door]) => !doors.includes(door ?? "")).map(([line]) => `${path}: ${line}`),
      ).toEqual([]);
    }
    const open = [
      "app/api/auth/[...nextauth]/route.ts",
      "app/api/health/live/route.ts",
      "app/api/health/ready/route.ts",
      "app/api/metrics/route.ts",
    ];
    const routes = sourcesIn(["app"]).filter(
      ({ path }) => path.endsWith("/route.ts") && !open.includes(path),
    );
    expect(routes.length).toBeGreaterThan(0);
    const address = /^export \{[^}]*\} from "@\/lib\/features\/[a-z]+\/handlers";$/;
    for (const { path, text } of routes)
      expect(text.trim(), `${path} only gives an address`).toMatch(address);
    const handlers = sourcesIn(["lib/features"]).filter(({ path }) => path.endsWith("/handlers.ts"));
    expect(handlers.length).toBeGreaterThan(0);
    for (const { path, text } of handlers) {
      const exported = [...text.matchAll(/^export .*/gm)].map(([line]) => line);
      const door = /^export const \w+Handler = define(Route|Stream|PublicRoute)\(\{$/;
      expect(exported.filter((line) => !door.test(line)).map((line) => `${path}: ${line}`)).toEqual([]);
    }
  });

  it("are open to people who have not signed in where that was meant, and read only from an address", () => {
    const sources = sourcesIn(["lib/features"]);
    const openTo = (door: string) =>
      sources.flatMap(({ text }) =>
        [...text.matchAll(new RegExp(`^export const (\\w+) = ${door}\\(`, "gm"))].map(([, name]) => name),
      );
    expect(openTo("definePublicAction").sort()).toEqual([
      "acknowledgeDrillAction",
      "askForPasskeyAction",
      "askForResetAction",
      "askForSecondStepAction",
      "completeSetUpAction",
      "confirmEmailChangeAction",
      "resetPasswordAction",
      "setUpByInvitationAction",
    ]);
    expect(openTo("definePublicRoute")).toEqual(["readCalendarHandler"]);
    const writing = /\breadCalendarHandler as (?!GET\b)/;
    expect(sourcesIn(["app"]).filter(({ text }) => writing.test(text))).toEqual([]);
  });
});
