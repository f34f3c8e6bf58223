import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { sql } from "./support/database";
import { expect, expectAccessible, test } from "./support/journey";

const appFolder = join(import.meta.dirname, "../../app");

/** Every page of the product, as its folder names it: "department/[code]/history". */
const pagesOnDisk = readdirSync(appFolder, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("page.tsx"))
  .map((path) => path.replace(/\/?page\.tsx$/, "").replace(/\([a-z]+\)\/?/g, ""))
  .sort();

const newestVersion = async (code: string) => {
  const [row] = await sql<{ id: string }>(
    `SELECT version.id FROM plan_versions AS version JOIN departments AS department
       ON department.id = version.department_id WHERE department.code = $1 ORDER BY number DESC LIMIT 1`,
    [code],
  );
  return row?.id ?? "";
};

/** Of the demonstration's preparer at Recreation and Parks, whom from then on no mail reaches. */
const refusedMessage = async () => {
  const [row] = await sql<{ id: string }>(
    `WITH refused AS (
       INSERT INTO mail_addresses (address, unreachable_since, last_refused_at, last_refusal)
       VALUES ($1, now(), now(), '550 5.1.1 no such user here')
       ON CONFLICT (address) DO UPDATE SET unreachable_since = now())
     INSERT INTO messages (id, key, kind, person_id, address, request_id, subject, text, html, status, settled_at)
     SELECT gen_random_uuid(), 'every page ' || gen_random_uuid(), 'digest', id, email, 'every-page',
       'Two of your sections are still owed, and the deadline is on Friday', repeat('A line of the letter. ', 40),
       '<p>A line of the letter.</p>', 'refused', now()
     FROM people WHERE email = $1 RETURNING id`,
    [preparer],
  );
  return row?.id ?? "";
};

/** A drill that was called for the Library and has ended. */
const aDrill = async () => {
  const [row] = await sql<{ id: string }>(
    `WITH made AS (
       INSERT INTO drills (id, title, started_by_id, started_by_name, started_at, closes_at, ended_at, is_for_all)
       VALUES (gen_random_uuid(), 'Autumn drill', gen_random_uuid(), 'Sam Nightwatch', now() - interval '2 hours',
         now() - interval '1 hour', now() - interval '1 hour', false) RETURNING id),
     called AS (
       INSERT INTO drill_calls (department_id, id, drill_id, designation_kind, name, phone, secret_hash, called_at,
         acknowledged_at)
       SELECT department.id, gen_random_uuid(), made.id, 'liaison', 'Robin Specimen', '(213) 555-0100',
         gen_random_uuid()::text, now() - interval '2 hours', now() - interval '115 minutes'
       FROM made, departments AS department WHERE department.code = 'LAPL')
     SELECT id FROM made`,
  );
  return `/mayor/drills/${row?.id ?? ""}`;
};

type Visit = { readonly as: string | null; readonly path: string | (() => Promise<string>) };

const plan = "/department/RAP/plans/ed-12";
const preparer = "preparer@parks.test";
const reviewer = "reviewer@mayor.test";

/** Who opens which page, and at which addresses. */
const visits: Readonly<Record<string, readonly Visit[]>> = {
  "": [{ as: null, path: "/" }],
  home: [
    "preparer@parks.test",
    "liaison@library.test",
    "administrator@mayor.test",
    "member@workinggroup.test",
    "auditor@city.test",
  ].map((as) => ({ as, path: "/home" })),
  "sign-in": [{ as: null, path: "/sign-in" }],
  "set-up/[token]": [{ as: null, path: "/set-up/a-link-that-nobody-was-given" }],
  "department/[code]/plans/[directive]": [
    { as: preparer, path: plan },
    { as: "certifier@parks.test", path: plan },
  ],
  "department/[code]/plans/[directive]/[section]": [
    "facilities",
    "protocols",
    "training",
    "liaison",
    "contractors",
    "reporting",
    "records",
    "resources",
    "certification",
  ].map((section) => ({ as: preparer, path: `${plan}/${section}` })),
  "department/[code]/plans/[directive]/deadline": [
    { as: preparer, path: `${plan}/deadline` },
    { as: "auditor@city.test", path: "/department/POLA/plans/ed-12/deadline" },
    { as: "auditor@city.test", path: "/department/LADWP/plans/ed-12/deadline" },
  ],
  "department/[code]/plans/[directive]/review": [
    { as: "certifier@parks.test", path: `${plan}/review` },
    { as: preparer, path: `${plan}/review` },
  ],
  "department/[code]/receipts/[versionId]": [
    { as: reviewer, path: async () => `/department/LADWP/receipts/${await newestVersion("LADWP")}` },
  ],
  "department/[code]/versions/[versionId]": [
    { as: reviewer, path: async () => `/department/LADWP/versions/${await newestVersion("LADWP")}` },
  ],
  "department/[code]/history": [
    { as: preparer, path: "/department/RAP/history" },
    { as: preparer, path: "/department/rap/history" },
  ],
  "department/[code]/liaison": [
    { as: "certifier@parks.test", path: "/department/RAP/liaison" },
    { as: "liaison@library.test", path: "/department/LAPL/liaison" },
  ],
  "department/[code]/liaison/[kind]/contact": [
    { as: "liaison@library.test", path: "/department/LAPL/liaison/liaison/contact" },
  ],
  "department/[code]/liaison/[kind]/designate": [
    { as: "certifier@parks.test", path: "/department/RAP/liaison/liaison/designate" },
  ],
  account: [
    { as: preparer, path: "/account" },
    { as: "administrator@mayor.test", path: "/account" },
    { as: "member@workinggroup.test", path: "/account" },
  ],
  inbox: [
    { as: preparer, path: "/inbox" },
    { as: "certifier@parks.test", path: "/inbox?show=unread" },
    { as: "member@workinggroup.test", path: "/inbox" },
  ],
  "inbox/preferences": [
    { as: "certifier@parks.test", path: "/inbox/preferences" },
    { as: reviewer, path: "/inbox/preferences" },
    { as: "member@workinggroup.test", path: "/inbox/preferences" },
  ],
  "inbox/calendar": [{ as: preparer, path: "/inbox/calendar" }],
  mayor: [{ as: reviewer, path: "/mayor" }],
  "mayor/[directive]": [
    { as: reviewer, path: "/mayor/ed-12" },
    { as: reviewer, path: "/mayor/ed-12?q=nobody+is+called+this" },
    { as: "auditor@city.test", path: "/mayor/ed-12?state=draft&sort=name" },
  ],
  "mayor/[directive]/bodies/[code]/deadline": [
    { as: reviewer, path: "/mayor/ed-12/bodies/RAP/deadline" },
    { as: reviewer, path: "/mayor/ed-12/bodies/POLA/deadline?act=correct" },
    { as: reviewer, path: "/mayor/ed-12/bodies/ZOO/deadline" },
    { as: reviewer, path: "/mayor/ed-12/bodies/ZOO/deadline?act=decline" },
    { as: reviewer, path: "/mayor/ed-12/bodies/LADWP/deadline" },
    { as: "auditor@city.test", path: "/mayor/ed-12/bodies/POLA/deadline" },
  ],
  "mayor/[directive]/extensions": [
    { as: reviewer, path: "/mayor/ed-12/extensions" },
    { as: "auditor@city.test", path: "/mayor/ed-12/extensions" },
  ],
  "mayor/[directive]/extensions/several": [
    { as: reviewer, path: "/mayor/ed-12/extensions/several" },
    { as: reviewer, path: "/mayor/ed-12/extensions/several?q=nobody+is+called+this" },
  ],
  "mayor/[directive]/brief": [{ as: reviewer, path: "/mayor/ed-12/brief" }],
  "mayor/[directive]/sections": [{ as: reviewer, path: "/mayor/ed-12/sections" }],
  "mayor/[directive]/requirements": [{ as: reviewer, path: "/mayor/ed-12/requirements" }],
  "mayor/[directive]/bodies/[code]": [
    { as: reviewer, path: "/mayor/ed-12/bodies/LADWP" },
    { as: reviewer, path: "/mayor/ed-12/bodies/POLA" },
    { as: reviewer, path: "/mayor/ed-12/bodies/DCR" },
  ],
  "mayor/operations": [
    { as: "administrator@mayor.test", path: "/mayor/operations" },
    { as: "auditor@city.test", path: "/mayor/operations" },
  ],
  "mayor/operations/mail": [
    { as: "administrator@mayor.test", path: "/mayor/operations/mail" },
    { as: "administrator@mayor.test", path: "/mayor/operations/mail?q=nobody+is+called+this&status=refused" },
  ],
  "mayor/operations/mail/[id]": [
    { as: "administrator@mayor.test", path: async () => `/mayor/operations/mail/${await refusedMessage()}` },
  ],
  "mayor/operations/mail/addresses": [
    {
      as: "administrator@mayor.test",
      path: async () => {
        await refusedMessage();
        return "/mayor/operations/mail/addresses";
      },
    },
    { as: "auditor@city.test", path: "/mayor/operations/mail/addresses" },
  ],
  "mayor/liaisons": [{ as: reviewer, path: "/mayor/liaisons" }],
  "department/[code]/liaison/coverage": [
    { as: "liaison@library.test", path: "/department/LAPL/liaison/coverage" },
    { as: "certifier@parks.test", path: "/department/RAP/liaison/coverage" },
    { as: reviewer, path: "/department/GSD/liaison/coverage" },
  ],
  "department/[code]/liaison/coverage/[kind]": [
    { as: "liaison@library.test", path: "/department/LAPL/liaison/coverage/absence" },
    { as: preparer, path: "/department/RAP/liaison/coverage/override" },
  ],
  "mayor/drills": [{ as: reviewer, path: "/mayor/drills" }],
  "mayor/drills/start": [{ as: "duty@mayor.test", path: "/mayor/drills/start" }],
  "mayor/drills/[id]": [{ as: reviewer, path: aDrill }],
  "drill/[secret]": [{ as: null, path: "/drill/a-link-that-nobody-was-given" }],
  "mayor/call": [
    { as: reviewer, path: "/mayor/call" },
    { as: "duty@mayor.test", path: "/mayor/call?q=library" },
    { as: reviewer, path: "/mayor/call?q=nobody+is+called+this" },
    { as: "auditor@city.test", path: "/mayor/call?department=DONE" },
  ],
};

async function expectFinished(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page.getByText("Demonstration data:")).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
  await expectAccessible(page);
}

test("the table of visits names every page there is, and no other", () => {
  expect(Object.keys(visits).sort()).toEqual(pagesOnDisk);
});

for (const [route, opened] of Object.entries(visits)) {
  for (const [place, { as, path }] of opened.entries()) {
    const name = typeof path === "string" ? path : `/${route}`;
    test(`${name} as ${as ?? "nobody"} (${place + 1}) is whole on desk and phone, in light and dark`, async ({
      visit,
    }) => {
      const page = await visit(as);
      await page.goto(typeof path === "string" ? path : await path());
      await expectFinished(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await expectAccessible(page);
      await page.setViewportSize({ width: 320, height: 700 });
      await page.emulateMedia({ colorScheme: "light" });
      await expectFinished(page);
    });
  }
}

test("what does not exist, and what is another department's, look the same", async ({ visit }) => {
  const page = await visit("preparer@parks.test");
  const texts: (string | null)[] = [];
  for (const path of [
    "/department/NONE/plans/ed-12",
    "/department/LAPL/plans/ed-12",
    "/mayor/ed-12",
    "/mayor",
    "/department/LAPL/history",
    "/department/lapl/history",
  ]) {
    expect((await page.goto(path))?.status()).toBe(404);
    texts.push(await page.getByRole("main").textContent());
    await expectAccessible(page);
  }
  expect(new Set(texts).size).toBe(1);
});

test("a code in small letters, and the Mayor's Office without a directive, lead to the address there is", async ({
  visit,
}) => {
  const department = await visit(preparer);
  await department.goto("/department/rap/plans/ed-12/review?from=mail");
  await expect(department).toHaveURL("/department/RAP/plans/ed-12/review?from=mail");
  const office = await visit(reviewer);
  await office.goto("/mayor");
  await expect(office).toHaveURL("/mayor/ed-12");
});
