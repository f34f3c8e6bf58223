import type { Page } from "@playwright/test";
import { countVersions, setDueIn, sql } from "./support/database";
import { expect, expectSaved, problems, test } from "./support/journey";
import { createPerson, password } from "./support/people";

async function sign(page: Page, name: string): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Your password").fill(password);
}

const submitButton = (page: Page) => page.getByRole("button", { name: /Certify and submit version/ });

test("a double click, and a second tab of the same certifier, file one version", async ({ visit }) => {
  const head = await visit("certifier@parks.test");
  await head.goto("/department/RAP/plans/ed-12/review");
  const other = await head.context().newPage();
  await other.goto("/department/RAP/plans/ed-12/review");
  await sign(head, "Casey Invented");
  await sign(other, "Casey Invented");
  await submitButton(head).dblclick();
  await expect(head).toHaveURL(/\/receipts\//);
  await submitButton(other).click();
  await expect(problems(other)).toContainText("the plan has moved on");
  await expect(other.getByLabel("Your password")).toHaveCount(0);
  expect(await countVersions("RAP")).toBe(1);

  const receipt = head.url();
  await other.getByRole("link", { name: "Receipt of version 1" }).click();
  await expect(other).toHaveURL(receipt);
});

test("an answer that is lost on the way: the second press answers with the same receipt", async ({
  visit,
}) => {
  const certifier = await createPerson({ role: "certifier", departmentCode: "DOD", name: "Noor Invented" });
  const head = await visit(certifier.email);
  await head.goto("/department/DOD/plans/ed-12");
  await head.goto("/department/DOD/plans/ed-12/review");
  await sign(head, certifier.name);
  await head.route("**/review", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    return route.abort();
  });
  await submitButton(head).click();
  await expect(problems(head)).toContainText("There is no connection");
  expect(await countVersions("DOD")).toBe(1);
  await head.unroute("**/review");
  await submitButton(head).click();
  await expect(head).toHaveURL(/\/receipts\//);
  expect(await countVersions("DOD")).toBe(1);

  // Back leads past the form that was sent.
  await head.goBack();
  await expect(head).toHaveURL("/department/DOD/plans/ed-12");
});

test("required items that are owed: refused with the list, each leading to its field", async ({ visit }) => {
  const certifier = await createPerson({ role: "certifier", departmentCode: "FIN", name: "Ola Invented" });
  const head = await visit(certifier.email);
  await head.goto("/department/FIN/plans/ed-12/review");
  await expect(head.getByText(/required items? (is|are) not met yet/)).toBeVisible();
  await sign(head, certifier.name);
  await submitButton(head).click();
  await expect(head.getByText("Required items that are not met")).toBeVisible();
  expect(await countVersions("FIN")).toBe(0);
  await head
    .getByRole("main")
    .getByRole("link", { name: /next review/i })
    .last()
    .click();
  await expect(head).toHaveURL(/\/plans\/ed-12\/certification#/);
  await expect(head.getByLabel("Next review of this plan")).toBeFocused();

  // The list of the nine sections leads there as well.
  await head.goto("/department/FIN/plans/ed-12");
  await head.getByRole("link", { name: /next review/i }).click();
  await expect(head).toHaveURL(/\/plans\/ed-12\/certification#/);
  await expect(head.getByLabel("Next review of this plan")).toBeFocused();
});

test("the preparer goes on writing while the head reads: what was not read is not certified, and nothing typed is lost", async ({
  visit,
}) => {
  const certifier = await createPerson({ role: "certifier", departmentCode: "LAFPP", name: "Zia Invented" });
  const preparer = await createPerson({ role: "preparer", departmentCode: "LAFPP", name: "Yan Invented" });
  await sql(
    `UPDATE plans SET status = 'with_certifier' WHERE department_id = (SELECT id FROM departments WHERE code = 'LAFPP')`,
  );
  const before = await countVersions("LAFPP");
  const head = await visit(certifier.email);
  await head.goto("/department/LAFPP/plans/ed-12/review");
  await sign(head, certifier.name);
  const writer = await visit(preparer.email);
  await writer.goto("/department/LAFPP/plans/ed-12/records");
  await writer.getByLabel("How they travel").fill("By a way that the head has not read.");
  await expectSaved(writer);

  await submitButton(head).click();
  await expect(
    head.getByText("Changed since you opened this page, and shown above as it is now"),
  ).toBeVisible();
  await expect(head.getByText("by Yan Invented", { exact: false }).last()).toBeVisible();
  await expect(head.getByText("By a way that the head has not read.")).toBeVisible();
  await expect(head.getByLabel("Your name")).toHaveValue(certifier.name);
  expect(await countVersions("LAFPP")).toBe(before);
  await submitButton(head).click();
  await expect(head).toHaveURL(/\/receipts\//);
  expect(await countVersions("LAFPP")).toBe(before + 1);
});

test("the deadline passes while the page is open: the clock turns, nothing is refused, the receipt says late", async ({
  visit,
}) => {
  const certifier = await createPerson({ role: "certifier", departmentCode: "BSL", name: "Uma Invented" });
  await setDueIn("BSL", 3_600);
  const head = await visit(certifier.email);
  // A browser whose clock is a day slow shows the same time left.
  await head.clock.install({ time: new Date(Date.now() - 86_400_000) });
  await head.goto("/department/BSL/plans/ed-12/review");
  await expect(head.getByText("Time left")).toBeVisible();
  await expect(head.getByRole("timer")).toHaveText(/^0 days, (1 hour, 0|0 hours, 59) minutes left$/);
  await sign(head, certifier.name);
  await setDueIn("BSL", -60);
  await head.clock.runFor(3_600_000);
  await expect(head.getByText("Overdue by").first()).toBeVisible();
  await expect(head.getByLabel("Your name")).toHaveValue(certifier.name);
  await head.clock.resume();
  await submitButton(head).click();
  await expect(head).toHaveURL(/\/receipts\//);
  await expect(head.getByRole("main")).toContainText("Filed late");

  const office = await visit("reviewer@mayor.test");
  await office.goto("/mayor/ed-12?group=filed_late");
  await expect(office.getByRole("table").getByRole("row", { name: /Street Lighting/ })).toContainText(
    "Filed late",
  );
});

test("the preparer takes the draft back from the certifier, and the certifier sends it back: nobody is locked out", async ({
  visit,
}) => {
  const preparer = await createPerson({ role: "preparer", departmentCode: "DCA", name: "Lev Invented" });
  const certifier = await createPerson({ role: "certifier", departmentCode: "DCA", name: "Mio Invented" });
  const writer = await visit(preparer.email);
  const head = await visit(certifier.email);
  const plan = "/department/DCA/plans/ed-12";
  await writer.goto(plan);
  await writer.getByRole("button", { name: /^Send to the/ }).click();
  await writer.getByRole("button", { name: "Take the draft back" }).click();
  await writer.getByRole("button", { name: /^Send to the/ }).click();
  await expect(writer.getByRole("button", { name: "Take the draft back" })).toBeVisible();
  await head.goto(plan);
  await head.getByRole("button", { name: "Send back to the preparer" }).click();
  await head.getByLabel("What should the preparer change?").fill("Say who opens the gate at night.");
  await head.getByRole("button", { name: "Send back to the preparer" }).click();
  await expect(head.getByText("In draft").first()).toBeVisible();
  await writer.reload();
  await expect(writer.getByText("Say who opens the gate at night.")).toBeVisible();
  await expect(writer.getByRole("button", { name: /^Send to the/ })).toBeVisible();
  const [{ amount } = { amount: 0 }] = await sql<{ amount: number }>(
    `SELECT count(*)::int AS amount FROM audit_events AS event JOIN departments AS department
     ON department.id = event.department_id WHERE department.code = 'DCA' AND event.name = 'plan.sent_back'`,
  );
  expect(amount).toBe(1);
});
