import { asOwner } from "./owner";

/**
 * Puts the clock that `now()` tells, in this file's database, under the test's control. To be called before the
 * product opens its first connection: those already open keep the real clock.
 */
export async function takeDatabaseClock(): Promise<void> {
  await asOwner("CREATE TABLE test_clock (at timestamptz)");
  await asOwner("GRANT SELECT ON test_clock TO portal_app");
  await asOwner(`CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql STABLE AS
    'SELECT coalesce((SELECT at FROM public.test_clock), pg_catalog.now())'`);
  const name = new URL(process.env.TEST_OWNER_URL ?? "").pathname.slice(1);
  // What stands before pg_catalog in the path is found before it.
  await asOwner(`ALTER DATABASE ${name} SET search_path = public, pg_catalog`);
}

/** Stops the database's clock at an instant, or lets it run again. */
export async function setDatabaseClock(instant: string | null): Promise<void> {
  await asOwner("DELETE FROM test_clock");
  if (instant) await asOwner("INSERT INTO test_clock VALUES ($1)", [instant]);
}
