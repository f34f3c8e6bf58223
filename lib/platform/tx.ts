import "server-only";
import type { DepartmentId } from "@/lib/kernel/ids";
import type { Result } from "@/lib/kernel/result";
import { takeConnection } from "./db";
import { log } from "./log";
import { currentScope, scopeText } from "./scope";
import { type SqlClient, sqlOn } from "./sql";
import { wakeIfAsked } from "./wake";

/** Statements that hold together: all of them outlive the transaction, or none does. */
export type Transaction = SqlClient;

const longestMs = 15_000;

/**
 * Runs the work in one transaction and commits only when it answers `ok`. An answered error rolls back just as
 * a thrown one does, so a service may write first and find out later that it must not. Expected errors come
 * back as they were answered; anything thrown is thrown on. Sees the department data of the scope in which it began.
 * Work that takes longer than fifteen seconds loses its connection, and with it what it wrote. No network call belongs
 * in `work`.
 */
export async function withTransaction<T, Code extends string, Details>(
  work: (tx: Transaction) => Promise<Result<T, Code, Details>>,
): Promise<Result<T, Code, Details>> {
  const connection = await takeConnection();
  const onLost = (error: Error) => log.warn({ err: error }, "database connection lost in a transaction");
  connection.on("error", onLost);
  const timer = setTimeout(() => void connection.end().catch(() => undefined), longestMs);
  let isSound = true;
  try {
    // One message: the scope holds until the transaction ends, for all its statements.
    await connection.query(`BEGIN; SELECT set_config('portal.scope', '${scopeText(currentScope())}', true)`);
    const tx = sqlOn(connection);
    const result = await work(tx);
    const { command } = await connection.query(result.ok ? "COMMIT" : "ROLLBACK");
    // Postgres answers COMMIT with ROLLBACK when a statement had failed and the work went on all the same.
    if (result.ok && command !== "COMMIT") throw new Error("the transaction had failed before its end");
    if (result.ok) wakeIfAsked(tx);
    return result;
  } catch (error) {
    isSound = await connection.query("ROLLBACK").then(
      () => true,
      () => false,
    );
    throw error;
  } finally {
    clearTimeout(timer);
    connection.removeListener("error", onLost);
    connection.release(!isSound);
  }
}

/**
 * Runs a part of a transaction in the scope of one department, whatever the scope around it: for what somebody is given
 * in a department of which they were no member a moment ago. Assumes that the caller has judged that authority.
 */
export async function withinDepartment<T>(
  tx: Transaction,
  departmentId: DepartmentId,
  work: () => Promise<T>,
): Promise<T> {
  const [before] = await tx.$queryRaw<{ scope: string | null }[]>`
    SELECT current_setting('portal.scope', true) AS scope`;
  await tx.$queryRaw`SELECT set_config('portal.scope', ${scopeText([departmentId])}, true)`;
  const result = await work();
  await tx.$queryRaw`SELECT set_config('portal.scope', ${before?.scope ?? ""}, true)`;
  return result;
}
