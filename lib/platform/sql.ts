import "server-only";
import pg from "pg";
import { Prisma } from "@/generated/prisma/client";

type Statement = TemplateStringsArray | Prisma.Sql;

/** Runs statements that are written out, under the names that Prisma gives it. Values are sent apart from the text. */
export type SqlClient = {
  /** The rows that the statement answers: `bigint` for an int8, "YYYY-MM-DD" for a date. */
  readonly $queryRaw: <Rows = unknown>(statement: Statement, ...values: readonly unknown[]) => Promise<Rows>;
  /** How many rows the statement touched. */
  readonly $executeRaw: (statement: Statement, ...values: readonly unknown[]) => Promise<number>;
  /** The rows of a statement that a library wrote, with its values as $1, $2 … Nothing of ours is put together so. */
  readonly $queryText: (text: string, values?: unknown[]) => Promise<unknown[]>;
};

/** What the driver would answer as text, or as an instant in the machine's own zone. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.INT8]: BigInt,
  [pg.types.builtins.DATE]: (day) => day,
};

export const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    (format === "text" ? parsers[id] : undefined) ?? pg.types.getTypeParser(id, format),
};

/**
 * How long a connection, and an answer over it, is waited for. No statement of ours takes that long; a server that
 * vanished without a word would else be waited for, for a quarter of an hour.
 */
export const patience = { connectionTimeoutMillis: 10_000, query_timeout: 20_000 } as const;

/** Postgres tells with a refused row all that stands in it: names, numbers, hashes. Whoever logs the error must not. */
function withoutRows(error: unknown): never {
  if (error instanceof pg.DatabaseError) {
    error.detail = undefined;
    error.where = undefined;
  }
  throw error;
}

/**
 * Straight to the driver: Prisma's engine would spend three times as long on a statement that is written out
 * already, and add nothing to it.
 */
export function sqlOn(connection: pg.Pool | pg.PoolClient): SqlClient {
  const run = (statement: Statement, values: readonly unknown[]) => {
    const { text, values: parameters } =
      statement instanceof Prisma.Sql ? statement : Prisma.sql(statement, ...values);
    return connection.query(text, parameters).catch(withoutRows);
  };
  return {
    $queryRaw: async <Rows>(statement: Statement, ...values: readonly unknown[]) =>
      (await run(statement, values)).rows as Rows,
    $executeRaw: async (statement, ...values) => (await run(statement, values)).rowCount ?? 0,
    $queryText: async (text, values) => (await connection.query(text, values).catch(withoutRows)).rows,
  };
}
