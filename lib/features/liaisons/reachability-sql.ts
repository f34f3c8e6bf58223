import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { env } from "@/lib/platform/env";
import { overdueAfterDays } from "./reachability";

/** The names under which a statement may join `liaison_designations`. */
type Alias = "designation" | "liaison" | "alternate" | "held";

/** In hours: a day in Postgres is one of the calendar, and two of them a year are not 24 hours long. */
const since = (column: Prisma.Sql, days: number) =>
  Prisma.sql`${column} + make_interval(hours => ${days * 24}::int) <= now()`;

/**
 * The twin in SQL of `reachabilityOf`: why the designation of a joined row is not reachable, as a text array in the
 * order in which it is told; empty where it is. Null where the row was joined to nobody.
 */
export function reachReasons(alias: Alias): Prisma.Sql {
  const column = (name: string) => Prisma.raw(`${alias}.${name}`);
  const confirmed = Prisma.sql`coalesce(${column("confirmed_at")}, ${column("accepted_at")})`;
  const isOverdue = Prisma.sql`EXISTS (SELECT FROM liaison_confirmations AS asked
    WHERE asked.department_id = ${column("department_id")} AND asked.designation_id = ${column("id")}
      AND asked.answered_at IS NULL AND ${since(Prisma.raw("asked.asked_at"), overdueAfterDays)})`;
  return Prisma.sql`CASE WHEN ${column("id")} IS NOT NULL THEN array_remove(ARRAY[
    CASE WHEN ${column("accepted_at")} IS NULL THEN 'not_accepted' END,
    CASE WHEN ${column("email_verified_at")} IS NULL THEN 'email_unverified' END,
    CASE WHEN ${column("phone_verified_at")} IS NULL THEN 'phone_unverified' END,
    CASE WHEN ${isOverdue} THEN 'confirmation_overdue'
      WHEN ${since(confirmed, env().CONFIRMATION_DAYS)} THEN 'confirmation_due' END,
    CASE WHEN EXISTS (SELECT FROM mail_addresses AS refusing
      WHERE refusing.address = lower(${column("email")}) AND refusing.unreachable_since IS NOT NULL)
      THEN 'mail_bounces' END], NULL) END`;
}

/** Whether the designation of a joined row is reachable; false where the row was joined to nobody. */
export function isReachable(alias: Alias): Prisma.Sql {
  return Prisma.sql`coalesce(cardinality(${reachReasons(alias)}) = 0, false)`;
}
