import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext } from "@playwright/test";
import { encode } from "next-auth/jwt";
import { sql } from "./database";

/** Everybody of the demonstration, and everybody made by `createPerson`, has this password. */
export const password = "demonstration-only-12";

const offices: Readonly<Record<string, string>> = {
  reviewer: "mayor",
  duty_officer: "mayor",
  auditor: "audit",
};

export type Somebody = { readonly email: string; readonly name: string };

/** An account with one role: in the department of the given code, or, without one, in the office it belongs to. */
export async function createPerson(of: {
  readonly role: string;
  readonly departmentCode?: string;
  readonly name: string;
}): Promise<Somebody> {
  const email = `${of.name.toLowerCase().replaceAll(" ", ".")}.${randomUUID().slice(0, 8)}@journeys.test`;
  await sql(
    `WITH person AS (
       INSERT INTO people (id, email, name, title, password_hash)
       SELECT gen_random_uuid(), $1, $2, 'Tester', password_hash FROM people WHERE email = 'preparer@library.test'
       RETURNING id)
     INSERT INTO role_assignments (id, person_id, role, department_id, office, starts_at)
     SELECT gen_random_uuid(), person.id, $3::role, (SELECT id FROM departments WHERE code = $4), $5::office,
       now() - interval '1 hour'
     FROM person`,
    [
      email,
      of.name,
      of.role,
      of.departmentCode ?? null,
      of.departmentCode ? null : (offices[of.role] ?? null),
    ],
  );
  return { email, name: of.name };
}

/** Opens a session as the sign-in does, and gives its cookie to the browser. Answers the session's id. */
export async function signInByCookie(context: BrowserContext, email: string): Promise<string> {
  const [session] = await sql<{ id: string }>(
    `INSERT INTO sessions (id, person_id, expires_at)
     SELECT gen_random_uuid(), id, now() + interval '2 hours' FROM people WHERE email = $1 RETURNING id`,
    [email],
  );
  if (!session) throw new Error(`nobody has the address ${email}`);
  const secret = readFileSync(join(process.env.PORTAL_UNDER_TEST_DATA ?? "", "secret"), "utf8");
  const value = await encode({ token: { sid: session.id }, secret });
  const url = new URL(process.env.PORTAL_UNDER_TEST ?? "");
  await context.addCookies([
    {
      name: "__Host-portal.session",
      value,
      domain: url.hostname,
      path: "/",
      httpOnly: true,
      secure: true,
      sameSite: "Lax",
    },
  ]);
  return session.id;
}

/** Ends every session of a person, as an administrator or the passing of time would. */
export async function endSessions(email: string): Promise<void> {
  await sql(
    `UPDATE sessions SET ended_at = now(), end_reason = 'revoked'
     WHERE person_id = (SELECT id FROM people WHERE email = $1)`,
    [email],
  );
}
