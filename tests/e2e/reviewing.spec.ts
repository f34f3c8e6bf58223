import { expect, expectAccessible, problems, test } from "./support/journey";
import { createPerson } from "./support/people";

test("a decision that comes second is refused with words, and what was typed is still there to copy", async ({
  visit,
}) => {
  const first = await visit("reviewer@mayor.test");
  await first.goto("/mayor/ed-12/bodies/EMD");
  const second = await first.context().newPage();
  await second.goto("/mayor/ed-12/bodies/EMD");

  await second.getByRole("button", { name: "Request changes" }).click();
  await expect(second.getByRole("button", { name: "Accept the plan" })).toHaveCount(0);
  const typed = second.getByLabel("What should the department change?");
  await expect(typed).toBeFocused();
  await typed.fill("Say who answers at night.");

  await first.getByRole("button", { name: "Accept the plan" }).click();
  await expect(first.getByText("The plan is accepted")).toBeVisible();
  await expect(first.locator(":focus")).toContainText("The plan is accepted");

  await second.getByRole("button", { name: "Request changes" }).click();
  await expect(problems(second)).toContainText("“Request changes” was not sent");
  await expect(problems(second)).toContainText("it stands at “Accepted” now");
  await expect(second.locator(":focus")).toContainText("was not sent");
  await expect(typed).toHaveValue("Say who answers at night.");
  await expectAccessible(second);
});

test("what the Mayor's Office asks for stays in view until it is answered, and beside the answer", async ({
  visit,
}) => {
  const office = await visit("reviewer@mayor.test");
  await office.goto("/mayor/ed-12/bodies/LAHD");
  await office.getByRole("button", { name: "Begin the review" }).click();
  await expect(office.locator(":focus")).toContainText("The review has begun");
  await office.getByRole("button", { name: "Request changes" }).click();
  await office.getByLabel("What should the department change?").fill("PRO-5: who meets the agents?");
  await office.getByRole("button", { name: "Request changes" }).click();
  await expect(office.locator(":focus")).toContainText("Changes are requested");

  const preparer = await createPerson({ role: "preparer", departmentCode: "LAHD", name: "Ned Invented" });
  const writer = await visit(preparer.email);
  const plan = "/department/LAHD/plans/ed-12";
  await writer.goto(plan);
  await writer.getByRole("button", { name: "Begin the next version" }).click();
  await expect(writer.getByText("The next version has begun")).toBeVisible();
  for (const path of [plan, `${plan}/protocols`, `${plan}/review`]) {
    await writer.goto(path);
    await expect(writer.getByText("The Mayor's Office asks for changes")).toBeVisible();
    await expect(writer.getByText("PRO-5: who meets the agents?")).toBeVisible();
    await expectAccessible(writer);
  }
  const certifier = await createPerson({ role: "certifier", departmentCode: "LAHD", name: "Ola Invented" });
  const head = await visit(certifier.email);
  await head.goto(plan);
  await expect(head.getByText(/^You certify and submit this plan/)).toBeVisible();
  await expect(head.getByRole("button", { name: /^Send to the/ })).toHaveCount(0);
});

test("an acceptance is undone with a reason, and a withdrawn filing is told as such while the clock counts", async ({
  visit,
}) => {
  const office = await visit("reviewer@mayor.test");
  await office.goto("/mayor/ed-12/bodies/CRD");
  await office.getByRole("button", { name: "Undo the acceptance" }).click();
  await office.getByLabel("Why is the acceptance undone?").fill("Meant for another body.");
  await office.getByRole("button", { name: "Undo the acceptance" }).click();
  await expect(office.locator(":focus")).toContainText("The acceptance is undone");
  await expect(office.getByRole("button", { name: "Accept the plan" })).toBeVisible();

  const certifier = await createPerson({ role: "certifier", departmentCode: "CTR", name: "Pia Invented" });
  const head = await visit(certifier.email);
  await head.goto("/department/CTR/plans/ed-12");
  await head.getByRole("button", { name: "Withdraw the submission" }).click();
  await head.getByLabel("Why is it withdrawn?").fill("The annex was missing.");
  await head.getByRole("button", { name: "Withdraw the submission" }).click();
  await expect(head.locator(":focus")).toContainText("The submission is withdrawn");
  await office.goto("/mayor/ed-12/bodies/CTR");
  for (const page of [head, office]) {
    await expect(page.getByText(/^Version 1 was filed on time and withdrawn .* now$/)).toBeVisible();
    await expect(page.getByRole("timer")).toBeVisible();
  }
  await expect(head.getByText("Withdrawn: why")).toBeVisible();
  await expectAccessible(head);
});
