import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { PrismaClient } from "@/generated/prisma/client";
import { env } from "./env";
import { log } from "./log";
import { ScopedPool } from "./scoped-pool";
import { patience, type SqlClient, sqlOn, types } from "./sql";

const connections = 10;

/** Prisma for records by their model, and statements that are written out. A transaction begins in tx.ts only. */
type Database = Omit<
  PrismaClient,
  "$transaction" | "$disconnect" | `$queryRaw${string}` | `$executeRaw${string}`
> &
  SqlClient;

type Open = { readonly pool: pg.Pool; readonly database: Database };
const holder = globalThis as typeof globalThis & { portalDatabase?: Open };

function open(): Open {
  const connectionString = env().DATABASE_APP_URL;
  if (!connectionString) throw new Error("DATABASE_APP_URL is not set: start the portal with `npm start`.");
  const pool = new ScopedPool({ connectionString, max: connections, ...patience, types });
  // An idle connection that the server closes is replaced at the next request; unheard, it would end the process.
  pool.on("error", (error) => log.warn({ err: error }, "idle database connection lost"));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: "minimal" });
  const sql = sqlOn(pool);
  const database = new Proxy(prisma, {
    get: (client, property) => {
      const value: unknown = Reflect.get(property in sql ? sql : client, property);
      return typeof value === "function" ? value.bind(client) : value;
    },
  });
  // To the compiler the proxy is Prisma's client, which has no method for statements of a library.
  return { pool, database: database as unknown as Database };
}

function opened(): Open {
  holder.portalDatabase ??= open();
  return holder.portalDatabase;
}

/** The database under the application's role, opened at first use: a build needs none. One for each process. */
export const db: Database = new Proxy({} as Database, {
  get: (_, property) => Reflect.get(opened().database, property),
});

const beforeClosing = new Set<() => Promise<void>>();

/** What must end before the connections do. */
export function onDatabaseClosing(close: () => Promise<void>): void {
  beforeClosing.add(close);
}

/** One connection, for one transaction, whose statements have no scope until it says one. */
export function takeConnection(): Promise<pg.PoolClient> {
  return opened().pool.connect();
}

/** Ends every connection, and the queue that works on them, for a process that is done. */
export async function closeDatabase(): Promise<void> {
  await Promise.all([...beforeClosing].map((close) => close()));
  await holder.portalDatabase?.pool.end();
  delete holder.portalDatabase;
}
