import { beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/directives/[directive]/status/route";
import { loadBodies, loadBody, loadTallies } from "@/lib/features/compliance/loaders";
import type { ComplianceCounts } from "@/lib/features/compliance/types";
import { loadDepartmentLiaisons, loadDirectory } from "@/lib/features/liaisons/loaders";
import {
  loadHistory,
  loadPlanPage,
  loadReceipt,
  loadSection,
  loadVersion,
  loadWholePlan,
} from "@/lib/features/plans/loaders";
import { planKey, saveSection, takeStep } from "@/lib/features/plans/service";
import { createPerson } from "../../factories/people";
import { draftWholePlan, filePlan, planOf, revisionOf, setDueIn } from "../../factories/plans";
import { as, asNobody } from "../../support/visitors";

type Person = Awaited<ReturnType<typeof createPerson>>;

const roles = [
  "preparer",
  "certifier",
  "liaison",
  "alternate",
  "stranger",
  "reviewer",
  "duty_officer",
  "administrator",
  "auditor",
  "working_group_member",
  "nobody",
] as const;
type Who = (typeof roles)[number];

const department: readonly Who[] = ["preparer", "certifier", "liaison", "alternate"];
const watchers: readonly Who[] = ["reviewer", "duty_officer", "administrator", "auditor"];

let people: Readonly<Record<Exclude<Who, "nobody">, Person>>;
let versionId: string;
const none = Promise.resolve({});
const library = { departmentCode: "LAPL", directiveCode: "ed-12" };

beforeAll(async () => {
  const member = (role: "preparer" | "certifier" | "liaison" | "alternate") =>
    createPerson([{ role, departmentCode: "LAPL" }]);
  people = {
    preparer: await member("preparer"),
    certifier: await member("certifier"),
    liaison: await member("liaison"),
    alternate: await member("alternate"),
    stranger: await createPerson([{ role: "certifier", departmentCode: "RAP" }]),
    reviewer: await createPerson([{ role: "reviewer" }]),
    duty_officer: await createPerson([{ role: "duty_officer" }]),
    administrator: await createPerson([{ role: "administrator" }]),
    auditor: await createPerson([{ role: "auditor" }]),
    working_group_member: await createPerson([{ role: "working_group_member" }]),
  };
  const plan = await planOf("LAPL");
  await draftWholePlan(plan, people.certifier.doer);
  ({ versionId } = await filePlan(plan, people.certifier));
});

/** How a page ends for somebody: it opens, it is not found, or they are sent to sign in. */
async function outcomeFor(who: Who, load: () => Promise<unknown>): Promise<string> {
  const visit = who === "nobody" ? asNobody(load) : as(people[who], load);
  return visit.then(
    () => "opens",
    (thrown: { digest?: string }) => {
      if (thrown.digest?.startsWith("NEXT_HTTP_ERROR_FALLBACK;404")) return "not found";
      if (thrown.digest?.startsWith("NEXT_REDIRECT;") && thrown.digest.includes("/sign-in?next="))
        return "sign in";
      throw thrown;
    },
  );
}

describe("who may open what", () => {
  it.each<[string, () => Promise<unknown>, readonly Who[]]>([
    ["the plan's page", () => loadPlanPage(library), [...department, "auditor"]],
    ["a section", () => loadSection({ ...library, section: "records" }), [...department, "auditor"]],
    ["the whole plan", () => loadWholePlan(library), [...department, "auditor"]],
    ["a receipt", () => loadReceipt({ departmentCode: "LAPL", versionId }), [...department, ...watchers]],
    [
      "a filed version",
      () => loadVersion({ departmentCode: "LAPL", versionId }),
      [...department, ...watchers],
    ],
    ["a department's history", () => loadHistory(library), [...department, ...watchers]],
    ["a department's liaisons", () => loadDepartmentLiaisons("LAPL"), [...department, ...watchers]],
    ["the dashboard", () => loadBodies({ directiveCode: "ed-12", search: none }), watchers],
    ["the requirements", () => loadTallies({ directiveCode: "ed-12" }), watchers],
    ["a body", () => loadBody({ directiveCode: "ed-12", code: "LAPL" }), watchers],
    ["the directory", () => loadDirectory(none), watchers],
  ])("%s", async (_, load, allowed) => {
    for (const who of roles) {
      const expected = who === "nobody" ? "sign in" : allowed.includes(who) ? "opens" : "not found";
      expect(await outcomeFor(who, load), who).toBe(expected);
    }
  });

  it("the status as JSON is theirs who watch, and looks missing to everybody else", async () => {
    const get = (directive: string) => () =>
      GET(new Request("http://portal.test/"), { params: Promise.resolve({ directive }) });
    for (const who of roles) {
      const answer = await (who === "nobody" ? asNobody(get("ed-12")) : as(people[who], get("ed-12")));
      expect(answer.status, who).toBe(who === "nobody" ? 401 : watchers.includes(who) ? 200 : 404);
    }
    const forbidden = await as(people.preparer, get("ed-12"));
    const missing = await as(people.reviewer, get("ed-99"));
    expect(await forbidden.json()).toEqual(await missing.json());
  });

  it("a version is found under its own department alone", async () => {
    const elsewhere = () => loadVersion({ departmentCode: "RAP", versionId });
    for (const who of ["certifier", "stranger", "reviewer"] as const) {
      expect(await outcomeFor(who, elsewhere), who).toBe("not found");
    }
  });
});

describe("what the Mayor's Office sees of a draft", () => {
  it("is its progress, and neither a word of its text nor what was said within the department", async () => {
    const plan = await planOf("RAP");
    const by = people.stranger.doer;
    const content = { systemsAnswer: "listed", systems: [{ id: crypto.randomUUID(), name: "Heliotrope" }] };
    await saveSection({ plan: planKey(plan), section: "records", revision: 0, content, by });
    await takeStep({ plan: planKey(plan), step: "send_to_certifier", by });
    await takeStep({ plan: planKey(plan), step: "send_back", reason: "Mention the heliotrope.", by });
    const load = async () => JSON.stringify(await loadBody({ directiveCode: "ed-12", code: "RAP" }));
    const seen = await as(people.reviewer, load);
    expect(seen).toContain("Sent the draft back to its authors");
    expect(seen).not.toMatch(/heliotrope/i);
    expect(await as(people.auditor, load)).toMatch(/heliotrope/i);
    const own = await as(people.stranger, () => loadHistory({ departmentCode: "RAP" }));
    expect(own.entries[0]?.text).toBe("Sent the draft back to its authors: Mention the heliotrope.");
  });
});

describe("the dashboard's figures", () => {
  const figures = async (): Promise<ComplianceCounts> =>
    (await as(people.reviewer, () => loadBodies({ directiveCode: "ed-12", search: none }))).overview.counts;

  it("follow a first edit, a filing and a review at the next look", async () => {
    const plan = await planOf("ITA");
    await setDueIn(plan, 3_600);
    const certifier = await createPerson([{ role: "certifier", departmentCode: "ITA" }]);
    const before = await figures();
    await draftWholePlan(plan, certifier.doer);
    const drafted = await figures();
    expect(drafted.byStatus.draft).toBe(before.byStatus.draft + 1);
    expect(drafted.requiredByStatus.draft).toBe(before.requiredByStatus.draft + 1);
    expect(Object.values(drafted.requiredByStatus).reduce((sum, bodies) => sum + bodies)).toBe(
      drafted.required,
    );
    expect(drafted.byStatus.not_started).toBe(before.byStatus.not_started - 1);
    await filePlan(plan, certifier);
    const filed = await figures();
    expect(filed.filedOnTime).toBe(before.filedOnTime + 1);
    expect(filed.byStatus.submitted).toBe(before.byStatus.submitted + 1);
    await takeStep({ plan: planKey(plan), step: "begin_review", by: people.reviewer.doer });
    const reviewed = await figures();
    expect(reviewed.byStatus.in_review).toBe(before.byStatus.in_review + 1);
    expect(reviewed.filedOnTime).toBe(filed.filedOnTime);
  });

  it("turn at the deadline although nothing is written then", async () => {
    const plan = await planOf("GSD");
    await setDueIn(plan, 4);
    await saveSection({
      plan: planKey(plan),
      section: "liaison",
      revision: await revisionOf(plan, "liaison"),
      content: { note: "" },
      by: people.preparer.doer,
    });
    const { overdue } = await figures();
    await expect.poll(async () => (await figures()).overdue, { timeout: 15_000 }).toBe(overdue + 1);
  });
});
