import type { Locator } from "@playwright/test";
import { storedSection } from "./support/database";
import { expect, expectAccessible, expectSaved, test } from "./support/journey";
import { createPerson } from "./support/people";

const section = "/department/LADOT/plans/ed-12";

const topOf = (field: Locator) => field.evaluate((element) => element.getBoundingClientRect().top);

test("a stale save is refused, shows both texts, and saves what is chosen field by field", async ({
  visit,
}) => {
  const ana = await createPerson({ role: "preparer", departmentCode: "LADOT", name: "Ana Invented" });
  const bo = await createPerson({ role: "preparer", departmentCode: "LADOT", name: "Bo Invented" });
  const first = await visit(ana.email);
  const second = await visit(bo.email);
  await first.goto(`${section}/records`);
  await second.goto(`${section}/records`);

  await first.getByLabel("Who receives and routes them").fill("Custodian of records");
  await first.getByLabel("How they travel").fill("By hand, the same day.");
  await expectSaved(first);

  await second.getByLabel("How they travel").fill("By courier, within the hour.");
  const counsel = second.getByLabel("Counsel who sees them before anything is released");
  await counsel.fill("The deputy city attorney");
  const top = await topOf(counsel);
  await expect(second.getByText("Ana Invented saved this section while you were writing")).toHaveCount(1);
  await expect(counsel).toBeFocused();
  expect(Math.abs((await topOf(counsel)) - top), "the field stays where it is written in").toBeLessThan(4);
  await expectAccessible(second);
  await expect(second.getByText("By hand, the same day.")).toBeVisible();
  await expect(second.getByText("By courier, within the hour.")).toBeVisible();
  await second
    .getByRole("group", { name: /routing detail|how they travel/i })
    .getByRole("radio", { name: /By courier/ })
    .check();
  await second.getByRole("button", { name: "Save what I chose" }).click();
  await expectSaved(second);

  // Ana's other field and both of Bo's are in the text that the server holds.
  const stored = await storedSection("LADOT", "records");
  expect(stored).toContain("Custodian of records");
  expect(stored).toContain("By courier, within the hour.");
  expect(stored).toContain("The deputy city attorney");
  expect(stored).not.toContain("By hand, the same day.");
});

test("one person in two tabs is told so, and not that a stranger wrote", async ({ visit }) => {
  const ana = await createPerson({ role: "preparer", departmentCode: "LADOT", name: "Ana Alone Invented" });
  const first = await visit(ana.email);
  const second = await first.context().newPage();
  await first.goto(`${section}/resources`);
  // Both tabs share what is kept on this device: the second must have looked for it before the first writes.
  const isAwake = second.waitForRequest(/\/api\/live/);
  await second.goto(`${section}/resources`);
  await isAwake;
  await first.getByRole("button", { name: "Add service" }).click();
  await expectSaved(first);
  await second.getByRole("button", { name: "Add service" }).click();
  await expect(
    second.getByText("You saved this section in another tab or on another device", { exact: true }),
  ).toHaveCount(1);
  await expect(second.getByText("In this tab", { exact: true }).first()).toBeVisible();
  await expect(second.getByText("Ana Alone Invented saved")).toHaveCount(0);
  await expectAccessible(second);
  await second.getByRole("button", { name: "Take what is in this tab everywhere" }).click();
  await second.getByRole("button", { name: "Save what I chose" }).click();
  await expectSaved(second);
});

test("two people in different sections never disturb each other", async ({ visit }) => {
  const ana = await createPerson({ role: "preparer", departmentCode: "LADOT", name: "Ana Invented" });
  const bo = await createPerson({ role: "preparer", departmentCode: "LADOT", name: "Bo Invented" });
  const first = await visit(ana.email);
  const second = await visit(bo.email);
  await first.goto(`${section}/reporting`);
  await second.goto(`${section}/training`);
  for (const round of ["one", "two", "three"]) {
    await first.getByLabel("What is recorded").fill(`Time, place and agency, as noted in round ${round}.`);
    await second.getByLabel("New hires").fill(`Within a week, as agreed in round ${round}.`);
    await expect.poll(() => storedSection("LADOT", "reporting")).toContain(`round ${round}`);
    await expect.poll(() => storedSection("LADOT", "training")).toContain(`round ${round}`);
  }
  await expect(first.getByText("while you were writing")).toHaveCount(0);
  await expect(second.getByText("while you were writing")).toHaveCount(0);
});
