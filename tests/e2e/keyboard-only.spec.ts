import type { Page } from "@playwright/test";
import { storedSection } from "./support/database";
import { expect, test } from "./support/journey";
import { createPerson, password } from "./support/people";

const most = 200;

/** Presses Tab until the thing with that role and name has the focus; what has the focus must be seen to have it. */
async function tabTo(
  page: Page,
  role: Parameters<Page["getByRole"]>[0],
  name: string | RegExp,
): Promise<void> {
  const target = page.getByRole(role, { name }).first();
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) {
      const outline = await target.evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(outline, `${name} shows that it has the focus`).not.toBe("none");
      return;
    }
  }
  throw new Error(`Tab never reached the ${role} ${name}`);
}

test("signing in, writing, adding, moving, removing and bringing back, without a mouse", async ({
  visit,
}) => {
  const somebody = await createPerson({ role: "preparer", departmentCode: "LASAN", name: "Kai Invented" });
  const page = await visit(null);
  await page.goto("/department/LASAN/plans/ed-12/reporting");
  await tabTo(page, "textbox", "Email");
  await page.keyboard.type(somebody.email);
  await tabTo(page, "textbox", "Password");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/department/LASAN/plans/ed-12/reporting");

  // The first stop leads past the navigation.
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: /skip/i })).toBeFocused();
  await page.keyboard.press("Enter");

  const steps = page.getByRole("group", { name: "How any employee or contractor reaches the liaison" });
  for (const text of ["Call the day number.", "After hours, call the night number."]) {
    await tabTo(page, "button", "Add step");
    await page.keyboard.press("Enter");
    await expect(steps.getByRole("textbox").last()).toBeFocused();
    await page.keyboard.type(text);
  }
  const texts = async () =>
    JSON.parse(await storedSection("LASAN", "reporting")).reachSteps.map(
      (step: { text: string }) => step.text,
    );
  // A save may go out while the last words are typed: the whole text is waited for, not the first "Saved".
  await expect
    .poll(async () => ((await texts()) as string[]).slice(-2))
    .toEqual(["Call the day number.", "After hours, call the night number."]);
  const before = (await texts()) as string[];

  const last = before.length;
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(steps.getByRole("button", { name: `Move step ${last} up` })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => ((await texts()) as string[]).slice(-2))
    .toEqual(["After hours, call the night number.", "Call the day number."]);

  await steps.getByRole("button", { name: `Remove step ${last}` }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(texts).toHaveLength(last - 1);
  await tabTo(page, "button", "Undo");
  await page.keyboard.press("Enter");
  await expect.poll(texts).toHaveLength(last);
});
