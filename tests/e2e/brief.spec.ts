import type { Page } from "@playwright/test";
import { sql } from "./support/database";
import { expect, expectAccessible, test } from "./support/journey";

/** How many sheets of paper the page takes. */
async function sheetsOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: "Letter", preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

test("the Mayor's Office reads on one sheet where it stands, and has it sent", async ({ visit }) => {
  const page = await visit("reviewer@mayor.test");
  await page.goto("/mayor/ed-12");
  await page.getByRole("link", { name: "Mayor's brief" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mayor's brief" })).toBeVisible();
  await expect(page.getByText(/^\d+ of \d+ required bodies have filed/)).toBeVisible();
  for (const name of ["Filed since yesterday", "Overdue: whom to call", "Stuck, and with whom", "The trend"])
    await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
  await page.getByText("The same as a table").click();
  await expect(
    page.getByRole("table", { name: "Required bodies that filed, by day" }).getByRole("row"),
  ).toHaveCount(8);
  expect(await sheetsOf(page)).toBe(1);

  await page.getByRole("button", { name: "Send it to me now" }).click();
  await expect(
    page.getByRole("status").filter({ hasText: "On its way to reviewer@mayor.test." }),
  ).toBeVisible();
  await expectAccessible(page);
  await expect
    .poll(async () => {
      const rows = await sql<{ subject: string }>(
        "SELECT subject FROM messages WHERE kind = 'brief' AND address = 'reviewer@mayor.test'",
      );
      return rows.length;
    })
    .toBeGreaterThan(0);
});

test("whom the brief does not concern finds no such page", async ({ visit }) => {
  const page = await visit("preparer@parks.test");
  expect((await page.goto("/mayor/ed-12/brief"))?.status()).toBe(404);
});
