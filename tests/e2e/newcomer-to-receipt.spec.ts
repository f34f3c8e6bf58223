import { sql } from "./support/database";
import { expect, expectAccessible, expectSaved, problems, test } from "./support/journey";
import { password } from "./support/people";

const plan = "/department/LAPL/plans/ed-12";

test("a newcomer finishes the Library's plan, its head certifies it, and the Mayor's Office sees it move", async ({
  visit,
}) => {
  const office = await visit("reviewer@mayor.test");
  await office.goto("/mayor/ed-12");
  const filedBefore = await filedFigure();

  // The page that was asked for is reached after signing in.
  const preparer = await visit(null);
  await preparer.goto(`${plan}/training`);
  await preparer.getByLabel("Email").fill("preparer@library.test");
  await preparer.getByLabel("Password", { exact: true }).fill("not the password at all");
  await preparer.getByRole("button", { name: "Sign in" }).click();
  await expect(problems(preparer)).toContainText("wrong");
  await expect(preparer.getByLabel("Email")).toHaveValue("preparer@library.test");
  await preparer.getByLabel("Password", { exact: true }).fill(password);
  await preparer.getByRole("button", { name: "Sign in" }).click();
  await expect(preparer).toHaveURL(`${plan}/training`);

  await preparer.getByRole("link", { name: "Say when new hires are trained." }).click();
  await expect(preparer.getByLabel("New hires")).toBeFocused();
  await preparer.keyboard.type("Trained in the first week; completion is kept in the roster.");
  await expectSaved(preparer);
  await expect(preparer.getByText("5 of 5 required items met")).toBeVisible();
  await preparer.getByRole("button", { name: "Our part is done" }).click();
  await expect(preparer.getByRole("button", { name: /Take back/ })).toBeVisible();

  await preparer.goto(`${plan}/facilities`);
  await preparer.getByRole("link", { name: "Facility 'Harbor View Branch' has no address." }).click();
  await expect(preparer.getByLabel("Address")).toBeFocused();
  await preparer.keyboard.type("921 S. Sample Avenue, Los Angeles 90021");
  await expectSaved(preparer);

  await preparer.goto(`${plan}/certification`);
  await preparer.getByLabel("Not yet reviewed").check();
  await preparer.getByLabel("Next review of this plan").fill(inDays(180));
  await expectSaved(preparer);

  await preparer.goto(plan);
  await expect(preparer.getByText("Every required item is met", { exact: false })).toBeVisible();
  await preparer.getByRole("button", { name: "Send to the City Librarian" }).click();
  await expect(preparer.getByText("With the department head", { exact: false }).first()).toBeVisible();
  await expect(preparer.getByRole("button", { name: "Take the draft back" })).toBeVisible();

  const head = await visit("certifier@library.test");
  await head.goto(plan);
  await head.getByRole("link", { name: "Read, certify and submit" }).click();
  await expect(head.getByRole("heading", { name: "The whole plan" })).toBeVisible();
  await expect(head.getByText("Every required item is met")).toBeVisible();
  await expect(head.getByText("921 S. Sample Avenue, Los Angeles 90021")).toBeVisible();
  const submit = head.getByRole("button", { name: "Certify and submit version 1" });
  await submit.click();
  await expect(problems(head)).toBeVisible();
  await head.getByLabel("Your name").fill("Morgan Sample");
  await head.getByLabel("Your password").fill("not the password at all");
  await submit.click();
  await expect(problems(head)).toContainText("password");
  await expect(head.getByLabel("Your name")).toHaveValue("Morgan Sample");
  await head.getByLabel("Your password").fill(password);
  await submit.click();

  await expect(head).toHaveURL(/\/department\/LAPL\/receipts\/[0-9a-f-]{36}$/);
  const receipt = head.getByRole("main");
  await expect(receipt).toContainText("Los Angeles Public Library");
  await expect(receipt).toContainText("Version 1");
  await expect(receipt).toContainText("Morgan Sample, City Librarian");
  await expect(receipt).toContainText(/Filed\s*\w+day, \w+ \d+, \d{4}, \d+:\d\d [ap]\.m\. Pacific/);
  await expect(receipt).toContainText("Filed on time");
  const [version] = await sql<{ sha256: string }>(
    `SELECT sha256 FROM plan_versions AS version JOIN departments AS department
     ON department.id = version.department_id WHERE department.code = 'LAPL'`,
  );
  await expect(receipt).toContainText(version?.sha256 ?? "no version was written");
  await expectAccessible(head);
  const address = head.url();
  await head.goto(plan);
  await head.goto(address);
  await expect(receipt).toContainText(version?.sha256 ?? "");

  await office.reload();
  // Other journeys file at the same time.
  expect(await filedFigure()).toBeGreaterThan(filedBefore);
  await office.goto("/mayor/ed-12?q=public+library");
  await expect(
    office.getByRole("table").getByRole("row", { name: /Los Angeles Public Library/ }),
  ).toContainText("Submitted");
  await office.goto("/mayor/ed-12/bodies/LAPL");
  await expect(office.getByRole("link", { name: /[Vv]ersion 1/ }).first()).toBeVisible();
  await office.getByRole("button", { name: "Begin the review" }).click();
  await expect(office.getByText("In review").first()).toBeVisible();

  async function filedFigure(): Promise<number> {
    const sentence = await office.getByText(/\d+ of \d+ required bodies have filed/).textContent();
    return Number(/(\d+) of/.exec(sentence ?? "")?.[1]);
  }
});

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
