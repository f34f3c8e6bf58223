import type { Page } from "@playwright/test";
import { sql } from "./support/database";
import { expect, expectAccessible, problems, test } from "./support/journey";
import { createPerson, endSessions, password } from "./support/people";

const plan = "/department/CAO/plans/ed-12";

const inboxLink = (page: Page) => page.getByRole("link", { name: /^Inbox/ });

async function send(writer: Page): Promise<void> {
  await writer.goto(plan);
  await writer.getByRole("button", { name: /^Send to the/ }).click();
  await expect(writer.getByRole("button", { name: "Take the draft back" })).toBeVisible();
}

test("a draft that is sent counts up where the certifier looks, leads to the whole plan, and counts down", async ({
  visit,
}) => {
  const preparer = await createPerson({ role: "preparer", departmentCode: "CAO", name: "Iva Invented" });
  const certifier = await createPerson({ role: "certifier", departmentCode: "CAO", name: "Ole Invented" });
  const head = await visit(certifier.email);
  await head.goto(plan);
  await expect(inboxLink(head)).toHaveAccessibleName("Inbox");

  await send(await visit(preparer.email));
  // By itself: nothing on this page was touched.
  await expect(inboxLink(head)).toHaveAccessibleName("Inbox 1 unread");
  await inboxLink(head).click();
  const line = head.getByRole("listitem").filter({ hasText: "Waiting for your signature" });
  await expect(line.getByText(/Unread/)).toBeVisible();
  await expect(line.getByText(/Iva Invented sent the draft/)).toBeVisible();
  await expectAccessible(head);

  await line.getByRole("link").focus();
  await head.keyboard.press("Enter");
  await expect(head).toHaveURL(`${plan}/review`);
  await expect(inboxLink(head)).toHaveAccessibleName("Inbox");

  await head.goBack();
  await expect(line.getByText(/Unread/)).toHaveCount(0);
  await line.getByRole("button", { name: /^Mark as unread/ }).click();
  await expect(line.getByText(/Unread/)).toBeVisible();
  await expect(inboxLink(head)).toHaveAccessibleName("Inbox 1 unread");
  await head.getByRole("button", { name: "Mark all as read" }).click();
  await expect(inboxLink(head)).toHaveAccessibleName("Inbox");
  await expect(head.getByRole("heading", { level: 1 })).toBeFocused();
  await head.getByRole("link", { name: /^Unread/ }).click();
  await expect(head.getByText("Nothing is unread")).toBeVisible();

  // The last of them takes the list with it, and not the place of whoever works by keyboard.
  await head.getByRole("link", { name: "Show all" }).click();
  await line.getByRole("button", { name: /^Mark as unread/ }).click();
  await head.getByRole("link", { name: "Unread (1)" }).click();
  await expect(head).toHaveURL("/inbox?show=unread");
  await line.getByRole("button", { name: /^Mark as read/ }).click();
  await expect(head.getByText("Nothing is unread")).toBeVisible();
  await expect(head.getByRole("heading", { level: 1 })).toBeFocused();
});

test("the mail of it names who sent it, and its link survives the sign-in", async ({ visit }) => {
  const preparer = await createPerson({ role: "preparer", departmentCode: "LAAS", name: "Ada Invented" });
  const certifier = await createPerson({ role: "certifier", departmentCode: "LAAS", name: "Bo Invented" });
  const writer = await visit(preparer.email);
  await writer.goto("/department/LAAS/plans/ed-12");
  await writer.getByRole("button", { name: /^Send to the/ }).click();
  await expect(writer.getByRole("button", { name: "Take the draft back" })).toBeVisible();
  const mail = async () => {
    const [message] = await sql<{ text: string }>(
      "SELECT text FROM messages WHERE kind = 'signature_wanted' AND address = $1",
      [certifier.email],
    );
    return message?.text ?? "";
  };
  await expect.poll(mail).toContain("Ada Invented sent the draft");
  const address = /^http\S+\/review$/m.exec(await mail())?.[0] ?? "";

  const head = await visit(null);
  await head.goto(address);
  await expect(head).toHaveURL(/\/sign-in\?next=/);
  await head.getByLabel("Email").fill(certifier.email);
  await head.getByLabel("Password").fill(password);
  await head.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(head).toHaveURL(address);
  await expect(head.getByRole("button", { name: /Certify and submit/ })).toBeVisible();
});

test("what reaches one is chosen within limits, and kept", async ({ visit }) => {
  const certifier = await createPerson({ role: "certifier", departmentCode: "OPA", name: "Cy Invented" });
  const page = await visit(certifier.email);
  await page.goto("/inbox/preferences");
  const fixed = page.getByRole("heading", { name: "Waiting for your signature" });
  await expect(fixed.locator("..").getByText("By mail at once, always.")).toBeVisible();
  await expect(page.getByRole("group", { name: "Waiting for your signature" })).toHaveCount(0);
  const accepted = page.getByRole("group", { name: "The plan was accepted" });
  await expect(accepted.getByLabel("By mail at once (usual)")).toBeChecked();
  await accepted.getByLabel("In one mail a day").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("It holds from now on.", { exact: false })).toBeVisible();
  await page.reload();
  await expect(accepted.getByLabel("In one mail a day")).toBeChecked();

  // Signed out meanwhile: told in words, and what was chosen still stands.
  await endSessions(certifier.email);
  await accepted.getByLabel("In the inbox alone").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(problems(page)).toContainText("You were signed out");
  await expect(accepted.getByLabel("In the inbox alone")).toBeChecked();
});

test("a calendar's address is shown once, opens without a sign-in, and no longer when it is revoked", async ({
  visit,
  request,
}) => {
  const preparer = await createPerson({ role: "preparer", departmentCode: "LAFD", name: "Di Invented" });
  const page = await visit(preparer.email);
  await page.goto("/inbox/calendar");
  await page.getByRole("button", { name: "Make the address" }).click();
  const address = await page.getByLabel("Address of your calendar").inputValue();
  await expectAccessible(page);
  const opened = await request.get(address);
  expect(opened.status()).toBe(200);
  expect(opened.headers()["content-type"]).toBe("text/calendar; charset=utf-8");
  expect((await opened.text()).replaceAll("\r\n ", "")).toContain("plan of Los Angeles Fire Department");

  await page.reload();
  await expect(page.getByLabel("Address of your calendar")).toHaveCount(0);
  await expect(page.getByText("Last read by a program")).toBeVisible();
  await expect(page.getByText("Not yet")).toHaveCount(0);
  await page.getByRole("button", { name: "Revoke the address" }).click();
  await expect(page.getByText("The address no longer opens.", { exact: false })).toBeVisible();
  expect((await request.get(address)).status()).toBe(404);
});
