import { expect, expectAccessible, expectSaved, test } from "./support/journey";
import { createPerson } from "./support/people";

test("a liaison changes the telephone number on a phone, and the Mayor's Office sees who changed what and when", async ({
  visit,
}) => {
  const page = await visit("liaison@library.test", { width: 390 });
  const startedAt = performance.now();
  await page.goto("/home");
  await page
    .getByRole("link", { name: /change/i })
    .first()
    .tap();
  await page.getByLabel("Telephone").fill("(213) 555-0199");
  // A look at another page loses nothing.
  await page.getByRole("link", { name: "Liaison", exact: true }).first().tap();
  await expect(page).toHaveURL(/\/liaison$/);
  await page.goBack();
  await expect(page.getByText("Not saved yet: what you changed here is still below.")).toBeVisible();
  await expect(page.getByLabel("Telephone")).toHaveValue("(213) 555-0199");
  await page.getByRole("button", { name: /save/i }).tap();
  await expect(page.getByText("(213) 555-0199").first()).toBeVisible();
  expect(performance.now() - startedAt).toBeLessThan(60_000);
  await expectAccessible(page);

  const office = await visit("reviewer@mayor.test");
  await office.goto("/mayor/liaisons?q=library");
  await expect(office.getByText("(213) 555-0199").first()).toBeVisible();
});

test("every control that is touched is at least 44 pixels high, or stands alone in a line of text", async ({
  visit,
}) => {
  const somebody = await createPerson({ role: "preparer", departmentCode: "CIFD", name: "Pia Invented" });
  const page = await visit(somebody.email, { width: 390 });
  for (const path of ["", "/facilities", "/reporting"]) {
    await page.goto(`/department/CIFD/plans/ed-12${path}`);
    const small = await page
      .locator("main :is(button, select, input:not([type=radio], [type=checkbox])), nav a")
      .evaluateAll((elements) =>
        elements
          .filter((element) => element.checkVisibility())
          .map((element) => ({
            text: element.textContent || element.id,
            height: element.getBoundingClientRect().height,
          }))
          .filter(({ height }) => height < 43.5),
      );
    expect(small, path).toEqual([]);
  }
});

test("writing on a phone saves, and the way back to the nine sections is at hand", async ({ visit }) => {
  const somebody = await createPerson({ role: "preparer", departmentCode: "CIFD", name: "Pia Invented" });
  const page = await visit(somebody.email, { width: 390 });
  await page.goto("/department/CIFD/plans/ed-12");
  await page.getByRole("link", { name: /^\d\. Reporting/ }).tap();
  await page.getByLabel("What is recorded").fill("Time, place and agency.");
  await expectSaved(page);
  await page.getByRole("link", { name: /All nine sections/ }).tap();
  await expect(page.getByText(/Edited by Pia Invented/).first()).toBeVisible();
});
