import type { Page } from "@playwright/test";
import { sql } from "./support/database";
import { expect, expectAccessible, expectSaved, test } from "./support/journey";
import { createPerson } from "./support/people";

const plan = "/department/LADOA/plans/ed-12";
// In the demonstration this body has not begun.
const body = "Youth Development Department";

const isLive = (page: Page) => expect(page.getByText(/^● Live/)).toBeVisible();
const rowOf = (page: Page) => page.getByRole("row", { name: new RegExp(body) });

test("a dashboard moves while it is read: row, figures and chart, and scroll, filter and focus stay", async ({
  visit,
}) => {
  const writer = await createPerson({ role: "preparer", departmentCode: "YDD", name: "Yuri Invented" });
  const dashboard = await visit("reviewer@mayor.test");
  const editor = await visit(writer.email);
  await dashboard.goto("/mayor/ed-12?state=not_started");
  await isLive(dashboard);
  await dashboard.evaluate(() => {
    Object.assign(window, { isSamePage: true });
  });
  const row = rowOf(dashboard);
  await expect(row).toContainText("Not started");
  const link = row.getByRole("link", { name: body });
  await link.focus();
  await dashboard.mouse.wheel(0, 40);
  const before = await dashboard.evaluate(() => window.scrollY);
  const drafts = dashboard.getByRole("link", { name: /In draft$/ }).first();
  const figure = Number((await drafts.textContent())?.match(/\d+/)?.[0]);

  await editor.goto("/department/YDD/plans/ed-12/records");
  await editor.getByLabel("Who receives and routes them").fill("Custodian of records");
  await expectSaved(editor);

  await expect(row).toContainText("In draft", { timeout: 3_000 });
  await expect(drafts).toContainText(String(figure + 1));
  await expect(link).toBeFocused();
  expect(await dashboard.evaluate(() => window.scrollY)).toBe(before);
  expect(new URL(dashboard.url()).search).toBe("?state=not_started");
  expect(await dashboard.evaluate(() => "isSamePage" in window)).toBe(true);
  await expectAccessible(dashboard);
});

test("colleagues see who has which section open, and whoever leaves is gone", async ({ visit }) => {
  const dana = await createPerson({ role: "preparer", departmentCode: "LADOA", name: "Dana Present" });
  const kim = await createPerson({ role: "certifier", departmentCode: "LADOA", name: "Kim Present" });
  const list = await visit(kim.email);
  await list.goto(plan);
  await isLive(list);
  const writing = await visit(dana.email);
  await writing.goto(`${plan}/training`);
  await expect(list.getByText("Dana Present is in Training now")).toBeVisible();
  await expectAccessible(list);

  await list.goto(`${plan}/training`);
  await expect(list.getByText("Dana Present is also in this section")).toBeVisible();
  await expect(writing.getByText("Kim Present is also in this section")).toBeVisible();
  await expect(writing.getByText("Dana Present is")).toHaveCount(0);

  await writing.goto(plan);
  await expect(list.getByText("Dana Present is also in this section")).toHaveCount(0);
  await expect(writing.getByText("Kim Present is in Training now")).toBeVisible();
});

test("the list of sections follows what a colleague writes", async ({ visit }) => {
  const ana = await createPerson({ role: "preparer", departmentCode: "LADOA", name: "Ana Follows" });
  const bo = await createPerson({ role: "preparer", departmentCode: "LADOA", name: "Bo Follows" });
  const list = await visit(ana.email);
  await list.goto(plan);
  await isLive(list);
  const writing = await visit(bo.email);
  await writing.goto(`${plan}/reporting`);
  await writing.getByLabel("What is recorded").fill("Time, place and agency.");
  await expectSaved(writing);
  await expect(list.getByText("Edited by Bo Follows")).toBeVisible();
});

test("a lost connection shows, and heals with what was missed", async ({ visit }) => {
  const dashboard = await visit("reviewer@mayor.test");
  await dashboard.goto("/mayor/ed-12");
  await isLive(dashboard);
  await dashboard.context().setOffline(true);
  const status = dashboard.getByRole("status");
  await expect(status).toContainText("Connection lost since");
  await expect(status).toContainText("trying again");
  await expectAccessible(dashboard);
  await sql(
    `WITH changed AS (
       UPDATE body_summaries SET required_met = 17, changed_at = clock_timestamp() WHERE code = 'CTD'
       RETURNING department_id, directive_id)
     INSERT INTO outbox_events (department_id, directive_id, name, payload, request_id)
     SELECT department_id, directive_id, 'plan.section_saved', '{}', 'journey' FROM changed`,
  );
  await dashboard.context().setOffline(false);
  await expect(status).toContainText("Live again");
  await expect(dashboard.getByRole("row", { name: /City Tourism Department/ })).toContainText("17 of");
});

test("signing out elsewhere stops the stream, and the page says so", async ({ visit }) => {
  const reviewer = await createPerson({ role: "reviewer", name: "Rae Leaves" });
  const dashboard = await visit(reviewer.email);
  await dashboard.goto("/mayor/ed-12");
  await isLive(dashboard);
  await sql(
    `UPDATE sessions SET ended_at = now(), end_reason = 'signed_out'
     WHERE person_id = (SELECT id FROM people WHERE email = $1)`,
    [reviewer.email],
  );
  await expect(dashboard.getByRole("status")).toContainText("You are signed out");
  await expectAccessible(dashboard);
  await dashboard.getByRole("status").getByRole("link", { name: "Sign in" }).click();
  await expect(dashboard).toHaveURL(/\/sign-in\?next=%2Fmayor%2Fed-12$/);
});
