import { sql } from "./support/database";
import { expect, expectAccessible, problems, test } from "./support/journey";
import { createPerson, password } from "./support/people";

const inLosAngeles = (instant: Date, options: Intl.DateTimeFormatOptions, locale = "en-US") =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: "America/Los_Angeles" }).format(instant);

/** A day counted from the one on which plans are due: for a field, and in the words of the pages. */
async function dayAfterDue(days: number): Promise<{ value: string; words: string; short: string }> {
  const [row] = await sql<{ at: Date }>(
    `SELECT original_due_at - interval '12 hours' + make_interval(days => $1) AS at FROM obligations LIMIT 1`,
    [days],
  );
  if (!row) throw new Error("nothing is due");
  const words = inLosAngeles(row.at, { weekday: "long", month: "long", day: "numeric", year: "numeric" });
  return {
    value: inLosAngeles(row.at, { year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA"),
    words: `${words}, 11:59 p.m. Pacific`,
    short: inLosAngeles(row.at, { month: "short", day: "numeric", year: "numeric" }),
  };
}

test("a department asks, the Mayor's Office grants and corrects, and clock, dashboard and receipt show the sum", async ({
  visit,
}) => {
  const [asked, corrected] = [await dayAfterDue(7), await dayAfterDue(4)];
  const certifier = await createPerson({ role: "certifier", departmentCode: "BOE", name: "Vera Invented" });
  const head = await visit(certifier.email);
  const plan = "/department/BOE/plans/ed-12";
  await head.goto(plan);
  await head.getByRole("button", { name: "Withdraw the submission" }).click();
  await head.getByLabel("Why is it withdrawn?").fill("The annex was missing.");
  await head.getByRole("button", { name: "Withdraw the submission" }).click();
  await expect(head.locator(":focus")).toContainText("The submission is withdrawn");

  await head.getByRole("link", { name: "How the deadline came about, and asking for more time" }).click();
  await head.getByRole("button", { name: "Ask for more time" }).click();
  await expect(problems(head)).toContainText("Choose the last day on which filing is on time.");
  await expect(problems(head)).toContainText("Say what stands in the way");
  await head.getByLabel("The last day you ask for").fill(asked.value);
  await head.getByLabel("What stands in the way").fill("The annex waits for the harbor's signature.");
  await head.getByRole("button", { name: "Ask for more time" }).click();
  await expect(head.locator(":focus")).toContainText("The Mayor's Office is asked for more time");
  await expect(head.getByText(`Asked for more time, until ${asked.words}`)).toBeVisible();
  await expect(head.getByRole("button", { name: "Ask for more time" })).toHaveCount(0);
  await expectAccessible(head);

  const office = await visit("reviewer@mayor.test");
  await office.goto("/mayor/ed-12");
  await office.getByRole("link", { name: /asks? for more time$/ }).click();
  await office.getByRole("link", { name: /^Answer .*Engineering/ }).click();
  await expect(office.getByLabel("The new last day")).toHaveValue(asked.value);
  await expect(office.getByLabel("Reason")).toHaveValue("The annex waits for the harbor's signature.");
  await office.getByRole("button", { name: "Grant the extension" }).click();
  await expect(office.locator(":focus")).toContainText(`The deadline is extended to ${asked.words}`);
  await expect(office.getByText("1. Extension, +7 days")).toBeVisible();
  await expectAccessible(office);

  await office.goto("/mayor/ed-12?q=BOE");
  await expect(office.getByText(`Extended to ${asked.short}`)).toBeVisible();
  await office.goto("/mayor/ed-12/bodies/BOE");
  await expect(office.getByText(/^Extended the deadline from /)).toBeVisible();
  for (const page of [head, office]) {
    if (page === head) await head.goto(plan);
    await expect(
      page.getByText(new RegExp(`^Extended to ${asked.words} by .*: The annex waits`)),
    ).toBeVisible();
    await expect(page.getByText(/^Originally .*: 14 days from /)).toBeVisible();
  }

  await office.goto("/mayor/ed-12/bodies/BOE/deadline");
  await office.getByRole("link", { name: "Correct the newest extension" }).click();
  await expect(office.getByLabel("The right last day")).toBeFocused();
  await office.getByRole("button", { name: /^Back to the original day/ }).click();
  await expect(office.getByLabel("The right last day")).toHaveValue((await dayAfterDue(0)).value);
  await office.getByLabel("The right last day").fill((await dayAfterDue(-1)).value);
  await office.getByLabel("What was wrong").fill("A week was never meant.");
  await office.getByRole("button", { name: "Correct the extension" }).click();
  await expect(problems(office)).toContainText("nobody is due before the directive says");
  await expectAccessible(office);
  await office.getByLabel("The right last day").fill(corrected.value);
  await office.getByRole("button", { name: "Correct the extension" }).click();
  await expect(office.locator(":focus")).toContainText(`in force is ${corrected.words}`);
  await expect(office.getByText("1. Extension, +7 days")).toBeVisible();
  await expect(office.getByText("2. Correction, −3 days")).toBeVisible();

  await head.goto(`${plan}/review`);
  await head.getByLabel("Your name").fill(certifier.name);
  await head.getByLabel("Your password").fill(password);
  await head.getByRole("button", { name: /Certify and submit version/ }).click();
  await expect(head).toHaveURL(/\/receipts\//);
  await expect(head.getByText("1. Extension, +7 days")).toBeVisible();
  await expect(head.getByText("2. Correction, −3 days")).toBeVisible();
  await expect(head.getByText(corrected.words)).toHaveCount(2);
  await expect(head.getByText("A week was never meant.")).toBeVisible();
  await expectAccessible(head);

  await office.reload();
  await expect(office.getByText("This deadline no longer moves")).toBeVisible();
  await expect(office.getByRole("link", { name: "Correct the newest extension" })).toHaveCount(0);
});

test("a request is taken back, asked again and declined with an answer that the department reads", async ({
  visit,
}) => {
  const [first, second] = [await dayAfterDue(9), await dayAfterDue(5)];
  const preparer = await createPerson({ role: "preparer", departmentCode: "ELP", name: "Ivo Invented" });
  const writer = await visit(preparer.email);
  await writer.goto("/department/ELP/plans/ed-12/deadline");
  const ask = async (day: string, why: string) => {
    await writer.getByLabel("The last day you ask for").fill(day);
    await writer.getByLabel("What stands in the way").fill(why);
    await writer.getByRole("button", { name: "Ask for more time" }).click();
    await expect(writer.locator(":focus")).toContainText("The Mayor's Office is asked");
  };
  await ask(first.value, "The lease is being signed.");
  const office = await visit("reviewer@mayor.test");
  await office.goto("/mayor/ed-12/bodies/ELP/deadline");

  await writer.getByRole("button", { name: "Take the request back" }).click();
  await expect(writer.locator(":focus")).toContainText("The request is taken back");
  await ask(second.value, "The lease is signed, its annex is not.");

  // The page of the Mayor's Office still shows the request that was taken back.
  await office.getByRole("button", { name: "Grant the extension" }).click();
  await expect(problems(office)).toContainText("is no longer open");
  await office.reload();
  await office.getByRole("link", { name: "Decline, with an answer" }).click();
  await office.getByLabel("Answer to the department").fill("File without the annex; it can be amended.");
  await office.getByRole("button", { name: "Decline the request" }).click();
  await expect(office.locator(":focus")).toContainText("The request is declined");

  await writer.reload();
  await expect(writer.getByText("File without the annex; it can be amended.")).toBeVisible();
  await expect(writer.getByText("No extension was given.")).toBeVisible();
  await expectAccessible(writer);
});

test("several bodies at once: ticks outlive a search, what is done is checked first, and who hinders is left out", async ({
  visit,
}) => {
  const day = await dayAfterDue(6);
  const office = await visit("reviewer@mayor.test");
  await office.goto("/mayor/ed-12/extensions");
  await office.getByRole("link", { name: "Extend several deadlines" }).click();
  await office.getByRole("button", { name: "Check before extending" }).click();
  await expect(problems(office)).toContainText("Choose at least one body.");
  await office.getByLabel("Reason").fill("The City's network was down.");
  await office.getByLabel(/^The new last day/).fill(day.value);

  const tick = async (name: string) => {
    await office.getByLabel("Find a body by name").fill(name);
    await office.getByLabel("Find a body by name").press("Enter");
    await expect(office.getByText(new RegExp(`^1 body named “${name}”`))).toBeVisible();
    await office.getByRole("checkbox", { name: new RegExp(name) }).check();
  };
  await tick("Neighborhood Empowerment");
  await tick("City Tourism");
  await tick("Youth Development");
  await expect(office.getByText(/^1 body named “Youth Development”, 3 chosen$/)).toBeVisible();
  await expect(office.getByLabel("Reason")).toHaveValue("The City's network was down.");
  await expectAccessible(office);

  await office.getByRole("button", { name: "Check before extending" }).click();
  await expect(office.locator(":focus")).toHaveText("Extend the deadline of 3 bodies?");
  await expectAccessible(office);

  // Meanwhile somebody moves the deadline of one of them.
  const other = await visit("reviewer@mayor.test");
  await other.goto("/mayor/ed-12/bodies/CTD/deadline");
  await other.getByLabel("The new last day").fill((await dayAfterDue(2)).value);
  await other.getByLabel("Reason").fill("A contract runs out.");
  await other.getByRole("button", { name: "Extend the deadline" }).click();
  await expect(other.locator(":focus")).toContainText("The deadline is extended");

  await office.getByRole("button", { name: "Extend 3 deadlines" }).click();
  await expect(problems(office)).toContainText("No deadline was moved");
  await expect(problems(office)).toContainText(
    "City Tourism Department was moved since you opened this page",
  );
  await expectAccessible(office);
  await office.getByRole("button", { name: "Leave it out" }).click();
  await office.getByRole("button", { name: "Extend 2 deadlines" }).click();
  await expect(office.locator(":focus")).toContainText(`2 deadlines extended to ${day.words}`);

  await office.getByRole("link", { name: "Extensions", exact: true }).click();
  await expect(office.getByText("The City's network was down.")).toHaveCount(2);
  await expectAccessible(office);
});
