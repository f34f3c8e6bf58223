import type { Page } from "@playwright/test";
import { expect, expectSaved, problems, test } from "./support/journey";
import { createPerson, password } from "./support/people";

const code = "OPA";
const plan = `/department/${code}/plans/ed-12`;
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

async function open(page: Page, section: string): Promise<void> {
  await page.goto(`${plan}/${section}`);
  await expect(page.getByText(/of \d+ required items met/).first()).toBeVisible();
}

/** All that the section must show is shown, by the panel that judges while one types, and the server has it. */
async function expectComplete(page: Page): Promise<void> {
  await expectSaved(page);
  await expect(page.getByText(/^(\d+) of \1 required items met$/).first()).toBeVisible();
}

async function designate(
  page: Page,
  kind: "liaison" | "alternate",
  of: { name: string; email: string; phone: string },
) {
  await page.goto(`/department/${code}/liaison/${kind}/designate`);
  await page.getByLabel("Name", { exact: true }).fill(of.name);
  await page.getByLabel("Title").fill("Analyst");
  await page.getByLabel("Telephone").fill(of.phone);
  await page.getByLabel("E-mail").fill(of.email);
  await page.getByRole("button", { name: `Designate as ${kind}` }).click();
  await expect(page.getByText(of.name).first()).toBeVisible();
}

test("a body that has nothing writes nine sections, designates its liaisons, and files", async ({
  visit,
}) => {
  test.setTimeout(240_000);
  const preparer = await createPerson({ role: "preparer", departmentCode: code, name: "Ada Invented" });
  const certifier = await createPerson({ role: "certifier", departmentCode: code, name: "Bea Invented" });
  const liaison = await createPerson({ role: "liaison", departmentCode: code, name: "Cal Invented" });

  const head = await visit(certifier.email);
  await designate(head, "liaison", { ...liaison, phone: "(213) 555-0171" });
  await designate(head, "alternate", {
    name: "Dee Invented",
    email: "dee@journeys.test",
    phone: "(213) 555-0172",
  });
  const reached = await visit(liaison.email, { width: 390 });
  await reached.goto(`/department/${code}/liaison`);
  await reached.getByRole("button", { name: "Accept the duties" }).tap();
  await expect(reached.getByText("Duties accepted", { exact: true })).toBeVisible();

  const page = await visit(preparer.email);
  await page.goto(plan);
  await expect(page.getByText("Not started").first()).toBeVisible();

  await open(page, "facilities");
  await page.getByRole("button", { name: "Add facility" }).click();
  const facility = page.getByRole("group", { name: "Facilities and worksites" });
  await facility.getByLabel("Name", { exact: true }).fill("The office");
  await expect(facility.getByRole("button", { name: "Remove The office", exact: true })).toBeVisible();
  await facility.getByLabel("Kind").fill("Office");
  await facility.getByLabel("Address").fill("200 N. Sample Street, Los Angeles 90012");
  await facility.getByLabel("Opening hours").fill("Monday to Friday, 8 a.m. to 5 p.m.");
  await facility.getByRole("button", { name: /^Area 1/ }).click();
  await facility.getByLabel("Area", { exact: true }).fill("Staff room");
  await facility.getByLabel("Non-public", { exact: true }).check();
  await facility.getByLabel("What a person needs to be there").selectOption({ index: 1 });
  await facility.getByLabel("Sign at the boundary").selectOption({ index: 1 });
  await page
    .getByRole("group", { name: /lease, concession/ })
    .getByLabel("None")
    .check();
  await page
    .getByRole("group", { name: /staging area/ })
    .getByLabel("None")
    .check();
  await expectComplete(page);

  await open(page, "contractors");
  await page
    .getByRole("group", { name: "Do contracts put people on City property?" })
    .getByLabel("None")
    .check();
  await expectComplete(page);

  await open(page, "protocols");
  for (const setting of [
    "Public counters and lobbies",
    "Requests to enter non-public areas",
    "Requests for records",
  ]) {
    await page.locator("summary").filter({ hasText: setting }).click();
    await page.getByRole("button", { name: new RegExp(`Start from model text for ${setting}`) }).click();
    await page.locator("summary").filter({ hasText: setting }).click();
  }
  for (const setting of ["Field crews", "Programs with minors"]) {
    const summary = page.locator("summary").filter({ hasText: setting });
    await summary.click();
    const fields = page.locator("details").filter({ has: summary });
    await fields.getByLabel("No", { exact: true }).check();
    await fields.getByLabel("Why it does not apply").fill("The office has one room and no such work.");
    await summary.click();
  }
  const modelText = page.getByRole("button", { name: /Start from model text/ }).filter({ visible: true });
  while ((await modelText.count()) > 0) await modelText.first().click();
  const chain = page.getByRole("group", { name: "Escalation chain" });
  for (const [index, [rank, name]] of [
    ["Primary", "Fay Invented"],
    ["Backup", "Gus Invented"],
  ].entries()) {
    await page.getByRole("button", { name: "Add contact" }).click();
    const row = chain.getByRole("listitem").nth(index);
    await row.getByLabel(rank ?? "").check();
    await row.getByLabel("Name").fill(name ?? "");
    await row.getByLabel("Post").fill("Analyst");
    await row.getByLabel("Telephone").fill(`(213) 555-018${index}`);
    await row.getByRole("button", { name: "Every day, all hours" }).click();
  }
  await expectComplete(page);

  await open(page, "training");
  await page.getByRole("button", { name: "Add module" }).click();
  const module = page.getByRole("group", { name: "Training modules" });
  await module.getByLabel("Title").fill("What everybody does when agents come");
  for (const topic of await module.getByRole("group", { name: "Covers" }).getByRole("checkbox").all())
    await topic.check();
  await module.getByLabel("Audience", { exact: true }).selectOption({ label: "All employees" });
  await module.getByLabel("People in this audience").fill("12");
  await module.getByLabel("Completed so far").fill("0");
  await module.getByLabel("Delivery").selectOption({ index: 1 });
  await module.getByLabel("Starts").fill(day(7));
  await module.getByLabel("Complete by").fill(day(30));
  await page.getByLabel("New hires").fill("In their first week; the roster shows who has done it.");
  await expectComplete(page);

  await open(page, "reporting");
  for (const [group, text] of [
    ["How any employee or contractor reaches the liaison", "Call the liaison, then the alternate."],
    ["How the liaison reports to the Mayor's Office", "Call the duty officer at once."],
  ] as const) {
    await page.getByRole("group", { name: group }).getByRole("button", { name: "Add step" }).click();
    await page.getByRole("group", { name: group }).getByRole("textbox").last().fill(text);
  }
  await page.getByLabel("Number in working hours").fill("(213) 555-0171");
  await page.getByLabel("Number after hours").fill("(213) 555-0172");
  await page.getByLabel("Target, in minutes").fill("10");
  while ((await modelText.count()) > 0) await modelText.first().click();
  await expectComplete(page);

  await open(page, "records");
  await page
    .getByRole("group", { name: /immigration status or birthplace/ })
    .getByLabel("None")
    .check();
  await page.getByLabel("Who receives and routes them").fill("Custodian of records");
  await page.getByLabel("Counsel who sees them before anything is released").fill("The deputy city attorney");
  await page.getByLabel("How they travel").fill("By hand, the same day.");
  await expectComplete(page);

  await open(page, "resources");
  await page.getByRole("button", { name: "Add service" }).click();
  const services = page.getByRole("group", { name: "Services for affected families" });
  await services.getByLabel("Service", { exact: true }).fill("Help with a bill");
  await services.getByLabel("What it offers, and where").fill("By telephone and at the counter.");
  await services.getByLabel("State", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Add channel" }).click();
  const channels = page.getByRole("group", { name: "How they are made known" });
  await channels.getByLabel("Channel", { exact: true }).selectOption({ index: 1 });
  await channels.getByLabel("What is said there").fill("That help is there, and how to reach it.");
  await channels.getByLabel("Spanish").check();
  await expectComplete(page);

  await open(page, "certification");
  await page.getByLabel("Not yet reviewed").check();
  await page.getByLabel("Next review of this plan").fill(day(200));
  await expectSaved(page);

  await page.goto(plan);
  await expect(page.getByText("Every required item is met", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: /^Send to the/ }).click();
  await expect(page.getByRole("button", { name: "Take the draft back" })).toBeVisible();

  await head.goto(`${plan}/review`);
  await head.getByLabel("Your name").fill(certifier.name);
  await head.getByLabel("Your password").fill(password);
  await head.getByRole("button", { name: "Certify and submit version 1" }).click();
  await expect(head).toHaveURL(/\/receipts\//);
  await expect(problems(head)).toHaveCount(0);
  await expect(head.getByRole("main")).toContainText("Filed on time");
});
