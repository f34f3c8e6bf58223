import { expect, test } from "./support/journey";
import { createPerson, endSessions, signInByCookie } from "./support/people";

test("every answer carries the headers that close the page to others, and each page a nonce of its own", async ({
  request,
}) => {
  const nonces = new Set<string>();
  for (const path of ["/sign-in", "/sign-in", "/api/health/live", "/nothing-here"]) {
    const headers = (await request.get(path)).headers();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).not.toContain("unsafe-inline");
    expect(headers["strict-transport-security"], path).toMatch(/max-age=\d{8}/);
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["referrer-policy"], path).toBe("same-origin");
    expect(headers["x-powered-by"], path).toBeUndefined();
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? "");
  }
  expect(nonces.size).toBe(4);
});

test("a write from another site, from nowhere, or with a forged origin is refused before anything runs", async ({
  request,
  baseURL,
}) => {
  const url = "/api/departments/LAPL/plans/ed-12/sections/training";
  for (const origin of ["https://elsewhere.example", "null", `${baseURL}.elsewhere.example`]) {
    const answer = await request.put(url, { data: {}, headers: { origin } });
    expect(answer.status(), origin).toBe(403);
  }
  expect((await request.put(url, { data: {} })).status()).toBe(403);
  const own = await request.put(url, { data: {}, headers: { origin: baseURL ?? "" } });
  expect(own.status()).toBe(401);
});

test("the session's cookie is bound to the host, out of reach of scripts, and worthless once the session has ended", async ({
  visit,
  request,
}) => {
  const somebody = await createPerson({ role: "preparer", departmentCode: "BCA", name: "Gil Invented" });
  const page = await visit(null);
  await page.goto("/sign-in?next=https://elsewhere.example/");
  await page.getByLabel("Email").fill(somebody.email.toUpperCase());
  await page.getByLabel("Password", { exact: true }).fill("demonstration-only-12");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/department\/BCA\/plans\/ed-12$/);
  const cookie = (await page.context().cookies()).find((one) => one.name === "__Host-portal.session");
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax", path: "/" });

  const open = (value = "") =>
    request.get("/department/BCA/plans/ed-12", {
      headers: { cookie: `__Host-portal.session=${value}` },
      maxRedirects: 0,
    });
  expect((await open(cookie?.value)).status()).toBe(200);
  await endSessions(somebody.email);
  expect((await open(cookie?.value)).status()).toBe(307);
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fdepartment%2FBCA/);
});

test("an unknown field, section or department in an address is answered as not there, never with an error", async ({
  visit,
}) => {
  const page = await visit(null);
  await signInByCookie(page.context(), "preparer@library.test");
  for (const path of [
    "/department/LAPL/plans/ed-12/not-a-section",
    "/department/LAPL/plans/ed-99",
    "/department/LAPL/receipts/not-an-id",
    "/department/LAPL/versions/00000000-0000-0000-0000-000000000000",
    "/department/%00/plans/ed-12",
  ]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
  }
});
