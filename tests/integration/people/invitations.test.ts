import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { signIn } from "@/lib/features/accounts/sign-in-service";
import {
  acceptInvitationAction,
  endRoleAction,
  invitePersonAction,
  letGoAction,
  resendInvitationAction,
  setUpByInvitationAction,
  withdrawInvitationAction,
} from "@/lib/features/people/actions";
import { addressProblem } from "@/lib/features/people/schema";
import { db } from "@/lib/platform/db";
import { createPerson, password } from "../../factories/people";
import { asOwner } from "../../support/owner";
import { as, asNobody } from "../../support/visitors";

type Person = Awaited<ReturnType<typeof createPerson>>;

let certifier: Person;
let administrator: Person;
let stranger: Person;
beforeAll(async () => {
  certifier = await createPerson([{ role: "certifier", departmentCode: "LAPL" }], "Cleo Certifier");
  administrator = await createPerson([{ role: "administrator" }], "Ada Administrator");
  stranger = await createPerson([{ role: "certifier", departmentCode: "RAP" }], "Sam Stranger");
});

const newEmail = () => `${randomUUID()}@people.test`;
const wanted = (email: string, more: object = {}) => ({
  departmentCode: "LAPL",
  role: "preparer" as const,
  name: "Ines Invited",
  title: "Analyst",
  email,
  lastDay: "",
  ...more,
});
const invite = (by: Person, email: string, more: object = {}) =>
  as(by, () => invitePersonAction(wanted(email, more)));

/** The secret of the newest mail to an address. */
async function secretTo(email: string): Promise<string> {
  const [mail] = await asOwner<{ text: string }>(
    "SELECT text FROM messages WHERE address = $1 AND kind = 'invitation' ORDER BY created_at DESC LIMIT 1",
    [email],
  );
  return /\/invitation\/([A-Za-z0-9_-]{43})/.exec(mail?.text ?? "")?.[1] ?? "";
}

const rolesOf = async (email: string) =>
  (
    await asOwner<{ role: string }>(
      `SELECT held.role::text AS role FROM role_assignments AS held JOIN people AS person ON person.id = held.person_id
       WHERE person.email = $1 AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp()) ORDER BY 1`,
      [email],
    )
  ).map(({ role }) => role);

const eventsAbout = async (email: string) =>
  (
    await asOwner<{ name: string }>(
      "SELECT name FROM audit_events WHERE payload->>'email' = $1 AND name LIKE 'person.%' ORDER BY at",
      [email],
    )
  ).map(({ name }) => name);

async function account(email: string, isVerified = true): Promise<void> {
  const person = await createPerson([], "Ines Invited");
  await db.person.update({
    where: { id: person.personId },
    data: { email, emailVerifiedAt: isVerified ? new Date() : null },
  });
}

const enter = (email: string) =>
  signIn({
    email,
    password,
    clientAddress: `10.1.${Math.floor(Math.random() * 250)}.1`,
    requestId: randomUUID(),
  });

describe("an invitation", () => {
  it("is kept with the hash of its secret, mailed, audited and in the outbox", async () => {
    const email = newEmail();
    expect(await invite(certifier, email)).toMatchObject({ ok: true, data: { isSentAgain: false } });
    const secret = await secretTo(email);
    expect(secret).toHaveLength(43);
    expect(
      JSON.stringify(await asOwner("SELECT * FROM invitations WHERE email = $1", [email])),
    ).not.toContain(secret);
    expect(await eventsAbout(email)).toEqual(["person.invited"]);
    const told = await asOwner("SELECT 1 FROM outbox_events WHERE payload->>'email' = $1", [email]);
    expect(told).toHaveLength(1);
  });

  it("of another department, or of an office, is not a certifier's to give", async () => {
    const email = newEmail();
    for (const more of [
      { departmentCode: "RAP" },
      { departmentCode: "NONE" },
      { role: "reviewer", departmentCode: "" },
    ])
      expect(await invite(certifier, email, more)).toMatchObject({ error: { code: "NOT_FOUND" } });
    expect(await invite(administrator, email, { role: "reviewer", departmentCode: "" })).toMatchObject({
      ok: true,
    });
    expect(await asNobody(() => invitePersonAction(wanted(email)))).toMatchObject({
      error: { code: "UNAUTHENTICATED" },
    });
  });

  it("made four times at once is one, sent again", async () => {
    const email = newEmail();
    const answers = await Promise.all([1, 2, 3, 4].map(() => invite(certifier, email)));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    const rows = await asOwner("SELECT times_sent FROM invitations WHERE email = $1", [email]);
    expect(rows).toEqual([{ times_sent: 4 }]);
  });

  it("says that the role is held already, and nobody invites themselves", async () => {
    const held = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
    expect(await invite(certifier, held.email)).toMatchObject({ error: { code: "ALREADY_HELD" } });
    expect(await invite(certifier, certifier.email)).toMatchObject({ error: { code: "ONESELF" } });
  });

  it("sent again has a new link; the old one opens nothing; strangers find neither", async () => {
    const email = newEmail();
    const made = await invite(certifier, email);
    if (!made.ok) throw new Error(made.error.code);
    const { invitationId } = made.data;
    const old = await secretTo(email);
    expect(await as(stranger, () => resendInvitationAction({ invitationId }))).toMatchObject({
      error: { code: "NOT_FOUND" },
    });
    expect(await as(certifier, () => resendInvitationAction({ invitationId }))).toMatchObject({ ok: true });
    const chosen = "umbrella orbits quietly";
    expect(await asNobody(() => setUpByInvitationAction({ secret: old, password: chosen }))).toMatchObject({
      error: { code: "LINK_UNKNOWN" },
    });
    expect(await as(certifier, () => withdrawInvitationAction({ invitationId }))).toMatchObject({ ok: true });
    expect(await as(certifier, () => withdrawInvitationAction({ invitationId }))).toMatchObject({
      error: { code: "ALREADY_WITHDRAWN" },
    });
    expect(
      await asNobody(async () =>
        setUpByInvitationAction({ secret: await secretTo(email), password: chosen }),
      ),
    ).toMatchObject({ error: { code: "LINK_UNKNOWN" } });
  });

  it("makes an account by its link once, and the role binds at the sign-in", async () => {
    const email = newEmail();
    await invite(certifier, email);
    const secret = await secretTo(email);
    const set = () => asNobody(() => setUpByInvitationAction({ secret, password }));
    const answers = await Promise.all([set(), set(), set()]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await rolesOf(email)).toEqual([]);
    expect((await enter(email)).ok).toBe(true);
    expect(await rolesOf(email)).toEqual(["preparer"]);
    expect((await eventsAbout(email)).at(-1)).toBe("person.invitation_accepted");
    expect((await enter(email)).ok).toBe(true);
    expect(await rolesOf(email)).toEqual(["preparer"]);
  });
});

describe("binding", () => {
  it("happens when the account came first and the case differs, and only while the address is proved", async () => {
    const email = newEmail();
    await account(email, false);
    await invite(certifier, email.toUpperCase());
    await enter(email);
    expect(await rolesOf(email)).toEqual([]);
    await asOwner("UPDATE people SET email_verified_at = now() WHERE email = $1", [email]);
    await Promise.all([enter(email.toUpperCase()), enter(email), enter(email)]);
    expect(await rolesOf(email)).toEqual(["preparer"]);
  });

  it("by the link proves the address of whoever is signed in with it, and of nobody else", async () => {
    const holder = await createPerson([], "Ines Invited");
    await invite(certifier, holder.email);
    const secret = await secretTo(holder.email);
    expect(await as(stranger, () => acceptInvitationAction({ secret }))).toMatchObject({
      error: { code: "OTHER_ADDRESS" },
    });
    expect(await as(holder, () => acceptInvitationAction({ secret }))).toMatchObject({ ok: true });
    expect(await rolesOf(holder.email)).toEqual(["preparer"]);
  });

  it.each(["expired", "withdrawn"])("never happens to one that is %s", async (end) => {
    const email = newEmail();
    await account(email);
    await invite(certifier, email);
    const column = end === "expired" ? "expires_at" : "withdrawn_at";
    await asOwner(`UPDATE invitations SET ${column} = clock_timestamp() WHERE email = $1`, [email]);
    expect((await enter(email)).ok).toBe(true);
    expect(await rolesOf(email)).toEqual([]);
  });
});

describe("a look-alike of robin.k@city.test", () => {
  const robin = "robin.k@city.test";
  const attacks: readonly (readonly [what: string, address: string])[] = [
    ["a second @", "robin.k@city.test@evil.test"],
    ["a second @ in quotation marks", '"robin.k@city.test"@evil.test'],
    ["a quoted local part", '"robin.k"@city.test'],
    ["a plus-tag", "robin.k+x@city.test"],
    ["a dot at the end of the domain", "robin.k@city.test."],
    ["a dot before the @", "robin.k.@city.test"],
    ["two dots", "robin..k@city.test"],
    ["a Cyrillic o", "r\u043ebin.k@city.test"],
    ["the Kelvin sign, which small letters make a k", "robin.\u212a@city.test"],
    ["a dotted capital I", "rob\u0130n.k@city.test"],
    ["wide letters", "robin.k@c\uff49ty.test"],
    ["a zero-width space", "robin\u200b.k@city.test"],
    ["a zero-width joiner at the end", "robin.k@city.test\u200d"],
    ["a soft hyphen", "ro\u00adbin.k@city.test"],
    ["a right-to-left mark", "\u200frobin.k@city.test"],
    ["an ideographic full stop", "robin.k@city\u3002test"],
    ["a comment", "robin.k(me)@city.test"],
    ["a percent route", "robin.k%city.test@evil.test"],
    ["a name in front", "Robin <robin.k@city.test>"],
    ["punycode", "robin.k@xn--cty-tma.test"],
    ["a line break and a header", "robin.k@city.test\nBcc: a@evil.test"],
    ["a combining accent", "robin.k\u0301@city.test"],
  ];

  it.each(attacks)("with %s is refused where it is typed, in words", (_, address) => {
    expect(addressProblem(address)).toMatch(/\.$/);
    expect(addressProblem(robin)).toBeNull();
  });

  it("gets nothing that is held out to robin at a real sign-in, and robin does", async () => {
    await account(robin);
    await invite(administrator, robin);
    for (const [what, address] of attacks) {
      expect(await invite(administrator, address), what).toMatchObject({ error: { code: "INVALID_INPUT" } });
      const kept = address.toLowerCase();
      // Kept past every form, as another system might: what the database itself refuses cannot sign in at all.
      const isKept = await account(kept).then(
        () => true,
        () => false,
      );
      if (!isKept) continue;
      await enter(kept);
      const [held] = await asOwner<{ amount: number }>(
        `SELECT count(*)::int AS amount FROM role_assignments AS held JOIN people AS person ON person.id = held.person_id
         WHERE person.email <> $1 AND person.email = $2`,
        [robin, kept],
      );
      expect(held?.amount, what).toBe(0);
    }
    const [open] = await asOwner("SELECT accepted_at FROM invitations WHERE email = $1", [robin]);
    // The Kelvin sign's small letter is an ordinary k: that "account" is robin's own and could not be made twice.
    expect(open).toEqual({ accepted_at: null });
    await enter(robin);
    expect(await rolesOf(robin)).toEqual(["preparer"]);
  });
});

describe("leaving and ending", () => {
  it("ends roles and sessions at once, hands over once, and withdraws what was held out", async () => {
    const leaver = await createPerson([{ role: "preparer", departmentCode: "LAPL" }], "Lee Leaver");
    const go = (by: Person, seenLacks: ("certifier" | "preparer" | "liaison" | "alternate")[]) =>
      as(by, () =>
        letGoAction({
          departmentCode: "LAPL",
          personId: leaver.personId,
          handovers: [{ departmentCode: "LAPL", toPersonId: certifier.personId, seenLacks }],
        }),
      );
    expect(await go(stranger, [])).toMatchObject({ error: { code: "NOT_FOUND" } });
    expect(await go(certifier, ["certifier"])).toMatchObject({ error: { code: "LACKS_CHANGED" } });
    const { findLacks } = await import("@/lib/features/people/queries");
    const { id } = await db.department.findUniqueOrThrow({ where: { code: "LAPL" } });
    const lacks = await findLacks(db, { departmentId: id as never, without: leaver.personId });
    const answers = await Promise.all([go(certifier, [...lacks]), go(certifier, [...lacks])]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await rolesOf(leaver.email)).toEqual([]);
    expect(
      await asOwner("SELECT 1 FROM handovers WHERE from_person_id = $1", [leaver.personId]),
    ).toHaveLength(1);
    const left = await asOwner(
      "SELECT 1 FROM audit_events WHERE name = 'person.left' AND payload->>'personId' = $1",
      [leaver.personId],
    );
    expect(left).toHaveLength(1);
  });

  it("never takes the last administrator, though two end each other's role at once", async () => {
    const other = await createPerson([{ role: "administrator" }], "Bo Administrator");
    const roleOf = async (person: Person) =>
      (await db.roleAssignment.findFirstOrThrow({ where: { personId: person.personId } })).id;
    const [a, b] = await Promise.all([roleOf(administrator), roleOf(other)]);
    const end = (by: Person, roleAssignmentId: string) =>
      as(by, () => endRoleAction({ roleAssignmentId, lastDay: "", isConfirmed: true }));
    const answers = await Promise.all([end(administrator, b), end(other, a)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const [left] = await asOwner<{ amount: number }>(
      "SELECT count(*)::int AS amount FROM role_assignments WHERE role = 'administrator' AND ends_at IS NULL",
    );
    expect(left?.amount).toBe(1);
  });
});
