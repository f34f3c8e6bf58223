import pg from "pg";
import type { Stage } from "./stage";

/** A connection under the role that owns the tables: for what is arranged before a window, and counted after. */
export async function connectAsOwner(stage: Stage): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: stage.ownerUrl });
  // When the run is broken off, Postgres goes first; the statement that was under way says so.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
