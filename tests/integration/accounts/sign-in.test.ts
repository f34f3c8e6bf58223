import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signIn } from "@/lib/features/accounts/sign-in-service";
import { signOut } from "@/lib/features/sessions/service";
import { findActor, touchSession } from "@/lib/platform/auth";
import { db } from "@/lib/platform/db";
import { createPerson, password } from "../../factories/people";
import { asOwner } from "../../support/owner";
import { asVisitor } from "../../support/request-headers";

const from = (clientAddress: string) => ({ clientAddress, requestId: randomUUID() });

describe("signing in", () => {
  it("opens a session that finds the person with the roles in force, and is audited", async () => {
    const person = await createPerson([{ role: "preparer", departmentCode: "LAPL" }, { role: "auditor" }]);
    const answer = await signIn({ email: ` ${person.email.toUpperCase()} `, password, ...from("10.0.0.1") });
    if (!answer.ok) throw new Error(answer.error.code);
    const actor = await findActor(answer.data.sessionId);
    expect(actor?.personId).toBe(person.personId);
    expect(actor?.roles.map((grant) => grant.role).sort()).toEqual(["auditor", "preparer"]);
    const events = await asOwner("SELECT name FROM audit_events WHERE actor_id = $1", [person.personId]);
    expect(events).toEqual([{ name: "account.signed_in" }]);
  });

  it("tells a wrong password and an unknown address apart for nobody", async () => {
    const person = await createPerson([]);
    const wrong = await signIn({ email: person.email, password: "wrong", ...from("10.0.0.2") });
    const unknown = await signIn({ email: "nobody@people.test", password: "wrong", ...from("10.0.0.2") });
    expect(wrong).toEqual({ ok: false, error: { code: "WRONG_CREDENTIALS" } });
    expect(unknown).toEqual(wrong);
  });

  it("refuses somebody who was deactivated", async () => {
    const person = await createPerson([]);
    await db.person.update({ where: { id: person.personId }, data: { deactivatedAt: new Date() } });
    expect((await signIn({ email: person.email, password, ...from("10.0.0.3") })).ok).toBe(false);
  });

  it("stops five wrong passwords from one place, and lets the colleague in from another", async () => {
    const person = await createPerson([]);
    for (let attempt = 0; attempt < 5; attempt += 1)
      await signIn({ email: person.email, password: "wrong", ...from("10.0.0.4") });
    expect(await signIn({ email: person.email, password, ...from("10.0.0.4") })).toMatchObject({
      error: { code: "TOO_MANY_ATTEMPTS" },
    });
    expect((await signIn({ email: person.email, password, ...from("10.0.0.5") })).ok).toBe(true);
  });

  it("gives the right password among many guesses sent at once no session", async () => {
    const person = await createPerson([]);
    const guesses = [...Array.from({ length: 39 }, (_, index) => `guess ${index}`), password];
    const answers = await Promise.all(
      guesses.map((guess) => signIn({ email: person.email, password: guess, ...from("10.0.0.7") })),
    );
    expect(answers.filter((answer) => answer.ok)).toEqual([]);
    expect(await db.session.count({ where: { personId: person.personId } })).toBe(0);
  });

  it("takes all addresses of one IPv6 network for one place, and another network for another", async () => {
    const person = await createPerson([]);
    for (let attempt = 1; attempt <= 5; attempt += 1)
      await signIn({ email: person.email, password: "wrong", ...from(`2001:db8:0:1::${attempt}`) });
    expect(await signIn({ email: person.email, password, ...from("2001:db8:0:1:aaaa::") })).toMatchObject({
      error: { code: "TOO_MANY_ATTEMPTS" },
    });
    expect((await signIn({ email: person.email, password, ...from("2001:db8:0:2::1") })).ok).toBe(true);
  });

  it("stops one place that tries many names", async () => {
    const names = Array.from({ length: 50 }, (_, index) => `guess-${index}@people.test`);
    for (const email of names) await signIn({ email, password: "wrong", ...from("10.0.0.6") });
    const person = await createPerson([]);
    expect(await signIn({ email: person.email, password, ...from("10.0.0.6") })).toMatchObject({
      error: { code: "TOO_MANY_ATTEMPTS" },
    });
  });
});

describe("a session", () => {
  async function sessionOf(person: Awaited<ReturnType<typeof createPerson>>, address: string) {
    const answer = await signIn({ email: person.email, password, ...from(address) });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.data.sessionId;
  }

  it("is nobody's from the moment of signing out", async () => {
    const session = await sessionOf(await createPerson([]), "10.0.1.1");
    await signOut(session, randomUUID());
    expect(await findActor(session)).toBeNull();
  });

  it("is nobody's from the moment the person is deactivated", async () => {
    const person = await createPerson([]);
    const session = await sessionOf(person, "10.0.1.2");
    await db.person.update({ where: { id: person.personId }, data: { deactivatedAt: new Date() } });
    expect(await findActor(session)).toBeNull();
  });

  it("is nobody's once it has run out, and when there is none", async () => {
    const session = await sessionOf(await createPerson([]), "10.0.1.3");
    await asOwner("UPDATE sessions SET expires_at = now() WHERE id = $1", [session]);
    expect(await findActor(session)).toBeNull();
    expect(await findActor(randomUUID())).toBeNull();
  });

  it("is nobody's once its person did nothing for too long, and no touch brings it back", async () => {
    const session = await sessionOf(await createPerson([]), "10.0.1.5");
    const seenMinutesAgo = (minutes: number) =>
      asOwner("UPDATE sessions SET last_seen_at = now() - make_interval(mins => $2) WHERE id = $1", [
        session,
        minutes,
      ]);
    await seenMinutesAgo(29);
    expect(await findActor(session)).not.toBeNull();
    await touchSession(session);
    const [row] = await asOwner<{ fresh: boolean }>(
      "SELECT last_seen_at > now() - interval '1 minute' AS fresh FROM sessions WHERE id = $1",
      [session],
    );
    expect(row?.fresh).toBe(true);
    await seenMinutesAgo(31);
    expect(await findActor(session)).toBeNull();
    await touchSession(session);
    expect(await findActor(session)).toBeNull();
  });

  it("is replaced by the next one that the same browser opens", async () => {
    const person = await createPerson([]);
    const first = await sessionOf(person, "10.0.1.6");
    const second = await asVisitor(first, () => sessionOf(person, "10.0.1.6"));
    expect(await findActor(first)).toBeNull();
    expect(await findActor(second)).not.toBeNull();
  });

  it("carries no role that has ended or has not begun", async () => {
    const person = await createPerson([
      { role: "preparer", departmentCode: "LAPL" },
      { role: "certifier", departmentCode: "LAPL" },
      { role: "liaison", departmentCode: "LAPL" },
    ]);
    const session = await sessionOf(person, "10.0.1.4");
    const set = (role: string, change: string) =>
      asOwner(`UPDATE role_assignments SET ${change} WHERE person_id = $1 AND role = $2::role`, [
        person.personId,
        role,
      ]);
    await set("preparer", "ends_at = now()");
    await set("certifier", "starts_at = now() + interval '1 day'");
    const actor = await findActor(session);
    expect(actor?.roles.map((grant) => grant.role)).toEqual(["liaison"]);
  });
});
