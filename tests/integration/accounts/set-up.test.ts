import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { completeSetUpAction } from "@/lib/features/accounts/actions";
import { isGuessablePassword } from "@/lib/features/accounts/guessable";
import { loadSetUp } from "@/lib/features/accounts/loaders";
import { demonstrationPassword, setUpFormSchema } from "@/lib/features/accounts/schema";
import { completeSetUp, makeFirstAdministrator } from "@/lib/features/accounts/service";
import { signIn } from "@/lib/features/accounts/sign-in-service";
import { findActor } from "@/lib/platform/auth";
import { db } from "@/lib/platform/db";
import { createPerson } from "../../factories/people";
import { asOwner } from "../../support/owner";
import { as, asNobody } from "../../support/visitors";

const password = "umbrella orbits quietly";
const newEmail = () => `${randomUUID()}@people.test`;

async function make(email = newEmail(), name = "Robin Invented") {
  const made = await makeFirstAdministrator({ email, name, requestId: randomUUID() });
  if (!made.ok) throw new Error(made.error.code);
  return { email, ...made.data };
}

const complete = (secret: string, chosen = password) =>
  completeSetUp({ secret, password: chosen, requestId: randomUUID() });

const signInAs = (email: string, chosen = password) =>
  signIn({ email, password: chosen, clientAddress: randomUUID(), requestId: randomUUID() });

async function eventsOf(email: string) {
  const events = await asOwner<{ name: string; actor_role: string }>(
    `SELECT event.name, event.actor_role FROM audit_events AS event JOIN people AS person
       ON event.payload->>'personId' = person.id::text WHERE person.email = $1 ORDER BY event.sequence`,
    [email],
  );
  return events.map((event) => `${event.name} by ${event.actor_role}`);
}

const lettersOf = async (email: string) => {
  const [row] = await asOwner("SELECT password_hash FROM people WHERE email = $1", [email]);
  return row?.password_hash as string | null | undefined;
};

// Each test begins where nobody administers the installation.
beforeEach(async () => {
  await asOwner("UPDATE role_assignments SET ends_at = clock_timestamp() WHERE role = 'administrator'");
});

describe("the first administrator", () => {
  it("sets a password by the link, once, and signs in with the role in force; all of it is audited", async () => {
    const { email, secret } = await make();
    expect(await complete(secret)).toEqual({ ok: true, data: { email } });
    const session = await signInAs(email);
    if (!session.ok) throw new Error(session.error.code);
    const actor = await findActor(session.data.sessionId);
    // An administrator's role holds in a session with a second factor, which is the next thing they set up.
    expect(actor).toMatchObject({ roles: [], lacksSecondFactor: true });
    await asOwner("UPDATE sessions SET second_factor = 'totp' WHERE id = $1", [session.data.sessionId]);
    expect((await findActor(session.data.sessionId))?.roles).toEqual([
      { role: "administrator", departmentId: null, office: "mayor" },
    ]);
    const events = [
      "account.first_administrator_made by system",
      "account.password_set_up by person",
      "account.signed_in by person",
    ];
    expect(await eventsOf(email)).toEqual(events);
    const told = await asOwner("SELECT name FROM outbox_events WHERE payload->>'personId' = $1", [
      actor?.personId,
    ]);
    expect(told.map((event) => event.name)).toEqual(events.map((event) => event.split(" ")[0]));
  });

  it("is refused while an administrator can sign in, and nothing is written", async () => {
    await createPerson([{ role: "administrator" }]);
    const email = newEmail();
    const second = await makeFirstAdministrator({ email, name: "Second", requestId: randomUUID() });
    expect(second).toEqual({ ok: false, error: { code: "ADMINISTRATOR_EXISTS" } });
    expect(await db.person.count({ where: { email } })).toBe(0);
  });

  it("can be made again when the only administrator has been deactivated", async () => {
    const gone = await createPerson([{ role: "administrator" }]);
    await db.person.update({ where: { id: gone.personId }, data: { deactivatedAt: new Date() } });
    expect((await complete((await make()).secret)).ok).toBe(true);
  });

  it("does not take over the account of somebody who has one", async () => {
    const person = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
    const answer = await makeFirstAdministrator({ email: person.email, name: "X", requestId: randomUUID() });
    expect(answer).toMatchObject({ error: { code: "EMAIL_IN_USE" } });
    expect(await db.person.findUnique({ where: { email: person.email } })).toMatchObject({
      name: person.name,
    });
  });

  it("gets a new link when asked for again, and the one before ends", async () => {
    const first = await make();
    const second = await make(first.email, "Robin Otherwise");
    expect(await complete(first.secret)).toMatchObject({ error: { code: "LINK_EXPIRED" } });
    expect(await complete(second.secret)).toMatchObject({ ok: true });
    expect(await asOwner("SELECT name FROM people WHERE email = $1", [first.email])).toEqual([
      { name: "Robin Otherwise" },
    ]);
    const roles = await asOwner(
      `SELECT role FROM role_assignments AS held JOIN people AS person ON person.id = held.person_id
       WHERE person.email = $1 AND held.ends_at IS NULL`,
      [first.email],
    );
    expect(roles).toHaveLength(1);
  });

  it("is one person: naming another before the link was used ends the first one's link and role", async () => {
    const mistyped = await make();
    const right = await make();
    expect((await complete(mistyped.secret)).ok).toBe(false);
    expect((await complete(right.secret)).ok).toBe(true);
    const [{ roles } = { roles: -1 }] = await asOwner<{ roles: number }>(
      `SELECT count(*)::int AS roles FROM role_assignments AS held JOIN people AS person ON person.id = held.person_id
       WHERE person.email = $1 AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp())`,
      [mistyped.email],
    );
    expect(roles).toBe(0);
  });

  it("is one person when two are named at the same moment", async () => {
    const links = await Promise.all([make(), make(), make(), make()]);
    const answers = await Promise.all(links.map(({ secret }) => complete(secret)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });

  it("is one person when the link is used while another is being named", async () => {
    const { secret } = await make();
    const other = makeFirstAdministrator({ email: newEmail(), name: "Other", requestId: randomUUID() });
    const [used, named] = await Promise.all([complete(secret), other]);
    expect([used.ok, named.ok].sort()).toEqual([false, true]);
  });
});

describe("a set-up link", () => {
  it("is stored as a hash only", async () => {
    const { secret } = await make();
    const rows = await asOwner("SELECT * FROM set_up_links");
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it("cannot be used twice, whoever comes second", async () => {
    const { email, secret } = await make();
    await complete(secret);
    const before = await lettersOf(email);
    expect(await complete(secret, "another passphrase entirely")).toEqual({
      ok: false,
      error: { code: "LINK_USED" },
    });
    expect(await lettersOf(email)).toBe(before);
  });

  it("used by several at once makes one password", async () => {
    const { email, secret } = await make();
    const chosen = Array.from({ length: 8 }, (_, index) => `umbrella orbits quietly ${index}`);
    const answers = await Promise.all(chosen.map((one) => complete(secret, one)));
    const winners = answers.flatMap((answer, index) => (answer.ok ? [chosen[index] ?? ""] : []));
    expect(winners).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.error.code === "LINK_USED")).toHaveLength(7);
    expect((await signInAs(email, winners[0])).ok).toBe(true);
    expect((await eventsOf(email)).filter((name) => name.startsWith("account.password_set_up"))).toHaveLength(
      1,
    );
  });

  it("expires, and sets nothing from then on", async () => {
    const { email, secret } = await make();
    await asOwner("UPDATE set_up_links SET expires_at = clock_timestamp() WHERE used_at IS NULL");
    expect(await complete(secret)).toEqual({ ok: false, error: { code: "LINK_EXPIRED" } });
    expect(await lettersOf(email)).toBeNull();
  });

  it("opens nothing when it is nobody's, or a deactivated person's", async () => {
    const { email, secret } = await make();
    await asOwner("UPDATE people SET deactivated_at = clock_timestamp() WHERE email = $1", [email]);
    for (const tried of ["", "x".repeat(200), randomUUID(), secret])
      expect(await complete(tried)).toEqual({ ok: false, error: { code: "LINK_UNKNOWN" } });
  });

  it("says whose it is while it is open, and nothing of anybody afterwards", async () => {
    const { email, secret } = await make();
    expect(await loadSetUp(secret)).toMatchObject({ status: "open", email, name: "Robin Invented" });
    expect(await loadSetUp(secret), "looking uses nothing up").toMatchObject({ status: "open" });
    await complete(secret);
    expect(await loadSetUp(secret)).toEqual({ status: "used" });
    expect(await loadSetUp("of nobody")).toEqual({ status: "unknown" });
  });
});

describe("the action behind the page", () => {
  it("is open to people who have not signed in, and does nothing for those who have but what the link says", async () => {
    const someone = await createPerson([{ role: "reviewer" }]);
    const { email, secret } = await make();
    const before = await lettersOf(someone.email);
    expect(await as(someone, () => completeSetUpAction({ secret, password }))).toEqual({
      ok: true,
      data: { email },
    });
    expect(await lettersOf(someone.email)).toBe(before);
    expect(await asNobody(() => completeSetUpAction({ secret, password }))).toMatchObject({
      error: { code: "LINK_USED" },
    });
  });

  it("refuses a password that is too short or too long, and leaves the link open", async () => {
    const { secret } = await make();
    for (const chosen of ["eleven char", "x".repeat(129)]) {
      expect(await asNobody(() => completeSetUpAction({ secret, password: chosen }))).toMatchObject({
        error: { code: "INVALID_INPUT", fieldErrors: { password: expect.stringContaining("characters") } },
      });
    }
    expect(await loadSetUp(secret)).toMatchObject({ status: "open" });
  });

  it("refuses a password that is easy to guess, and leaves the link open", async () => {
    const { email, secret } = await make();
    expect(await asNobody(() => completeSetUpAction({ secret, password: "Password12345" }))).toEqual({
      ok: false,
      error: { code: "GUESSABLE_PASSWORD" },
    });
    expect(await lettersOf(email)).toBeNull();
    expect(await loadSetUp(secret)).toMatchObject({ status: "open" });
  });
});

describe("a password", () => {
  const person = { name: "Robin Invented", email: "robin.invented@city.gov" };

  it.each([
    "password1234",
    "PasswordPassword",
    "123456789012",
    "0123456789012",
    "Password12345",
    "aaaaaaaaaaaaaaaa",
    "qwertyuiop12",
    "robin.invented@city.gov",
    "RobinInvented2025",
    "los angeles 2025",
    "Directive 12 portal",
    "administrator12",
    demonstrationPassword,
  ])("is guessable: %s", async (password) => expect(await isGuessablePassword(password, person)).toBe(true));

  it.each([
    "umbrella orbits quietly",
    "correct horse battery staple",
    "xK7#pL2!vQ9z",
    "839201748362",
    "contraseña larga y rara",
    "robin counts nine umbrellas",
    "三十六計走為上計也無妨礙",
  ])("is not: %s", async (password) => expect(await isGuessablePassword(password, person)).toBe(false));

  it("may hold blanks at its ends, and up to 128 characters of any kind", () => {
    const password = `  ${"ñ".repeat(100)}🗝  `;
    const typed = { secret: "s", password, confirmation: password };
    expect(setUpFormSchema.parse(typed).password).toBe(password);
  });

  it("that is too short and not repeated is told both at once", () => {
    const typed = setUpFormSchema.safeParse({ secret: "s", password: "short", confirmation: "shorter" });
    expect(typed.error?.issues.map((issue) => issue.path.join("."))).toEqual(["password", "confirmation"]);
  });
});
