import { sql } from "./support/database";
import { expect, expectAccessible, test } from "./support/journey";

const amount = 10_000;

test.beforeAll(async () => {
  // As many departments, each with the obligation, plan, sections and summary that a directive gives a body.
  await sql(
    `WITH directive AS (SELECT directive_id AS id, due_at FROM obligations LIMIT 1),
     made AS (
       INSERT INTO departments (id, code, name, short_name, kind, head_title)
       SELECT gen_random_uuid(), 'X' || n, 'Department of Invented Affairs ' || lpad(n::text, 5, '0'), 'Invented ' || n,
         'council_controlled', 'General Manager'
       FROM generate_series(1, $1::int) AS n RETURNING id, code, name, kind),
     owed AS (
       INSERT INTO obligations (department_id, directive_id, standing, original_due_at, due_at)
       SELECT made.id, directive.id, 'required', directive.due_at, directive.due_at FROM made, directive),
     planned AS (
       INSERT INTO plans (department_id, id, directive_id) SELECT made.id, gen_random_uuid(), directive.id FROM made, directive)
     INSERT INTO body_summaries (department_id, directive_id, code, name, kind, standing, status, due_at, required_met, required_total)
     SELECT made.id, directive.id, made.code, made.name, made.kind, 'required', 'not_started', directive.due_at, 0, 38
     FROM made, directive`,
    [amount],
  );
  await sql("ANALYZE");
});

test("ten thousand bodies: counted, found, sorted and paged, no list longer than a page", async ({
  visit,
}) => {
  const page = await visit("reviewer@mayor.test");
  await page.goto("/mayor/ed-12");
  await expect(page.getByText(/of 10,041 required bodies have filed/)).toBeVisible();
  expect(await page.getByRole("table").last().getByRole("row").count()).toBeLessThanOrEqual(52);
  await expectAccessible(page);

  await page.getByRole("searchbox", { name: "Name" }).fill("Affairs 07777");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/q=Affairs\+07777/);
  await expect(
    page.getByRole("table").getByRole("link", { name: "Department of Invented Affairs 07777" }),
  ).toBeVisible();

  await page.goto("/mayor/ed-12?sort=name&page=150");
  await expect(page.getByText(/150 of 20\d/).first()).toBeVisible();
  await page.goto("/mayor/ed-12?sort=name&page=99999");
  await expect(page.getByRole("table").last().getByRole("row").nth(1)).toBeVisible();

  for (const path of ["/mayor/ed-12/sections", "/mayor/ed-12/requirements", "/mayor/liaisons"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await page.getByRole("row").count(), path).toBeLessThan(500);
    await expectAccessible(page);
  }
});

test("on a phone the ten thousand are cards, a page of them", async ({ visit }) => {
  const page = await visit("reviewer@mayor.test", { width: 390 });
  await page.goto("/mayor/ed-12");
  await expect(page.getByText(/of 10,041 required bodies have filed/)).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Body" })).toBeHidden();
  await page.getByRole("link", { name: /next/i }).tap();
  await expect(page).toHaveURL(/page=2/);
});
