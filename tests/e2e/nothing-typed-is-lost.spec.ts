import { storedSection } from "./support/database";
import { expect, expectSaved, test } from "./support/journey";
import { createPerson, endSessions, password } from "./support/people";

test("a lost network: what is typed is kept, through a closed tab, and goes out when the network is back", async ({
  visit,
}) => {
  const somebody = await createPerson({ role: "preparer", departmentCode: "LAFD", name: "Ida Invented" });
  const page = await visit(somebody.email);
  const address = "/department/LAFD/plans/ed-12/reporting";
  await page.goto(address);
  await page.getByLabel("What is recorded").fill("Time, place, agency.");
  await expectSaved(page);

  await page.context().setOffline(true);
  await page.getByLabel("What is recorded").fill("Time, place, agency; written while the network was gone.");
  await expect(page.getByText("Not saved: no connection.", { exact: false })).toBeVisible();
  await page.getByLabel("What is recorded").press("End");
  await page.keyboard.type(" And more.");
  await page.close();
  expect(await storedSection("LAFD", "reporting")).not.toContain("the network was gone");

  await page.context().setOffline(false);
  const again = await page.context().newPage();
  await again.goto(address);
  await expect(again.getByLabel("What is recorded")).toHaveValue(
    "Time, place, agency; written while the network was gone. And more.",
  );
  await expectSaved(again);
  expect(await storedSection("LAFD", "reporting")).toContain("the network was gone. And more.");
});

test("a network that comes back while the page is open: the text goes out by itself, and the caret stays", async ({
  visit,
}) => {
  const somebody = await createPerson({ role: "preparer", departmentCode: "LAFD", name: "Ida Invented" });
  const page = await visit(somebody.email);
  await page.goto("/department/LAFD/plans/ed-12/records");
  const field = page.getByLabel("How they travel");
  await page.context().setOffline(true);
  await field.fill("By hand within the hour.");
  await expect(page.getByText("Not saved: no connection.", { exact: false })).toBeVisible();
  await field.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(3, 7));
  await page.context().setOffline(false);
  await expectSaved(page);
  await expect(field).toBeFocused();
  const selection = await field.evaluate((element: HTMLTextAreaElement) => [
    element.selectionStart,
    element.selectionEnd,
  ]);
  expect(selection).toEqual([3, 7]);
  expect(await storedSection("LAFD", "records")).toContain("By hand within the hour.");
});

test("a session that ends in mid-sentence: said plainly, and after signing in the sentence is there and saved", async ({
  visit,
}) => {
  const somebody = await createPerson({ role: "preparer", departmentCode: "ZOO", name: "Eli Invented" });
  const page = await visit(somebody.email);
  const address = "/department/ZOO/plans/ed-12/reporting";
  await page.goto(`${address}#recorded`);
  await page.getByLabel("What is recorded").fill("The first half");
  await expectSaved(page);
  await endSessions(somebody.email);
  await page.getByLabel("What is recorded").fill("The first half, and the second half of the sentence.");
  await expect(page.getByText("Not saved: you were signed out.", { exact: false })).toBeVisible();
  await page.getByRole("link", { name: "Sign in again" }).click();
  await expect(page.getByText("What you typed before is kept on this device.")).toBeVisible();
  await page.getByLabel("Email").fill(somebody.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${address}#recorded`);
  await expect(page.getByLabel("What is recorded")).toHaveValue(
    "The first half, and the second half of the sentence.",
  );
  await expectSaved(page);
  expect(await storedSection("ZOO", "reporting")).toContain("the second half of the sentence");
});

test("a link to one field, opened by somebody who is not signed in, leads to that field after signing in", async ({
  visit,
}) => {
  const somebody = await createPerson({ role: "preparer", departmentCode: "ZOO", name: "Eli Invented" });
  const page = await visit(null);
  await page.goto("/department/ZOO/plans/ed-12/training#newHireRule");
  await expect(page.getByText("You are taken to the page you asked for after signing in.")).toBeVisible();
  await page.getByLabel("Email").fill(somebody.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await expect(page.getByText("is kept on this device")).toHaveCount(0);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/department/ZOO/plans/ed-12/training#newHireRule");
  await expect(page.getByLabel("New hires")).toBeFocused();
});

test("signing out leaves nothing of the text in the browser, and a copied cookie opens nothing", async ({
  visit,
}) => {
  const somebody = await createPerson({ role: "preparer", departmentCode: "ZOO", name: "Eli Invented" });
  const page = await visit(somebody.email);
  await page.goto("/department/ZOO/plans/ed-12/records");
  await page.route("**/api/departments/**", (route) => route.abort());
  await page.getByLabel("How they travel").fill("Kept on this device only.");
  await expect(page.getByText("Not saved: no connection.", { exact: false })).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).toContain(
    "Kept on this device only.",
  );
  const cookies = await page.context().cookies();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out and remove it" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("portal."))),
  ).toEqual([]);
  await page.context().addCookies(cookies);
  await page.goto("/department/ZOO/plans/ed-12");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test("text that looks like what is never kept warns before it is saved, and waits for its writer", async ({
  visit,
}) => {
  const somebody = await createPerson({ role: "preparer", departmentCode: "ZOO", name: "Eli Invented" });
  const page = await visit(somebody.email);
  await page.goto("/department/ZOO/plans/ed-12/resources");
  await page.goto("/department/ZOO/plans/ed-12/training");
  await page.getByLabel("New hires").fill("Ask for A123456789 at the desk.");
  await expect(page.getByText("This is not saved yet", { exact: false })).toBeVisible();
  await expect(page.getByText("Not saved yet", { exact: false }).first()).toBeVisible();
  expect(await storedSection("ZOO", "training")).not.toContain("A123456789");
  await page.getByLabel("New hires").fill("Ask for the supervisor at the desk.");
  await expectSaved(page);
  expect(await storedSection("ZOO", "training")).toContain("Ask for the supervisor");
});
