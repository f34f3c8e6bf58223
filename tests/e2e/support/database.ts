import type pg from "pg";
import { queryOwn } from "../../support/portal-process";

/** A statement in the database of the portal under test: for what a journey must arrange, never for what it shows. */
export function sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return queryOwn<Row>(process.env.PORTAL_UNDER_TEST_DATA ?? "", text, values);
}

/** Moves the moment from which a body's plan is late, counted from the database's clock. */
export async function setDueIn(departmentCode: string, seconds: number): Promise<void> {
  await sql(
    `UPDATE obligations SET due_at = now() + make_interval(secs => $2)
     WHERE department_id = (SELECT id FROM departments WHERE code = $1)`,
    [departmentCode, seconds],
  );
}

export async function countVersions(departmentCode: string): Promise<number> {
  const [row] = await sql<{ amount: number }>(
    `SELECT count(*)::int AS amount FROM plan_versions AS version
     JOIN departments AS department ON department.id = version.department_id WHERE department.code = $1`,
    [departmentCode],
  );
  return row?.amount ?? 0;
}

/** One section's text as the server holds it. */
export async function storedSection(departmentCode: string, section: string): Promise<string> {
  const [row] = await sql<{ content: unknown }>(
    `SELECT part.content FROM plan_sections AS part JOIN departments AS department ON department.id = part.department_id
     WHERE department.code = $1 AND part.section = $2`,
    [departmentCode, section],
  );
  return JSON.stringify(row?.content ?? null);
}
