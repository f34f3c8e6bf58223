import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/generated/prisma/client";
import { env } from "./env";

const connections = 10;

function open(): PrismaClient {
  const connectionString = env().DATABASE_APP_URL;
  if (!connectionString) throw new Error("DATABASE_APP_URL is not set: start the portal with `npm start`.");
  const pool = new pg.Pool({ connectionString, max: connections, connectionTimeoutMillis: 10_000 });
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
}

const holder = globalThis as typeof globalThis & { portalDatabase?: PrismaClient };

/** The database under the application's role, opened at first use: a build needs none. One for each process. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    holder.portalDatabase ??= open();
    const value: unknown = Reflect.get(holder.portalDatabase, property);
    return typeof value === "function" ? value.bind(holder.portalDatabase) : value;
  },
});
