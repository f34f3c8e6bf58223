import "server-only";
import pg from "pg";
import { currentScope, scopeText } from "./scope";

/** What pg's own query has and its types do not tell. */
type Wire = {
  readonly parse: (statement: { text: string; name: string; types: undefined }) => void;
  readonly bind: (portal: { portal: string; statement: string; values: readonly string[] }) => void;
  readonly execute: (portal: { portal: string; rows: number }) => void;
};
type Extended = {
  prepare: (connection: Wire) => void;
  handleDataRow: (message: unknown) => void;
  handleCommandComplete: (message: unknown, connection: unknown) => void;
};
const own = pg.Query.prototype as unknown as Extended;

/**
 * One statement with its scope, in one round trip. Both travel before the same Sync, which makes them one transaction,
 * and a setting that is local to it ends with it: the connection is given back as it was, and a pooler between us and
 * Postgres may hand it to anybody.
 */
class ScopedQuery extends pg.Query {
  readonly #scope: string;
  #isScoped = false;

  constructor(config: pg.QueryConfig, values: unknown[] | undefined, scope: string) {
    super(config, values ?? []);
    this.#scope = scope;
  }

  /** The simple protocol would send the statement alone. */
  requiresPreparation(): boolean {
    return true;
  }

  prepare(connection: Wire): void {
    connection.parse({ text: "SELECT set_config('portal.scope', $1, true)", name: "", types: undefined });
    connection.bind({ portal: "", statement: "", values: [this.#scope] });
    connection.execute({ portal: "", rows: 0 });
    own.prepare.call(this, connection);
  }

  handleDataRow(message: unknown): void {
    if (this.#isScoped) own.handleDataRow.call(this, message);
  }

  handleCommandComplete(message: unknown, connection: unknown): void {
    if (this.#isScoped) own.handleCommandComplete.call(this, message, connection);
    this.#isScoped = true;
  }
}

/** Connections whose every statement runs in the scope of whoever asks for it, Prisma's own included. */
export class ScopedPool extends pg.Pool {
  // pg-pool's many signatures are for callbacks and streams, which nothing of ours uses.
  override query = ((config: string | pg.QueryConfig, values?: unknown[]) => {
    const asked = typeof config === "string" ? { text: config } : config;
    const scope = scopeText(currentScope());
    return new Promise((resolve, reject) => {
      const done = (error: Error | undefined, result: unknown) => (error ? reject(error) : resolve(result));
      super.query(new ScopedQuery(asked, values ?? asked.values, scope) as never, done as never);
    }).catch((error: Error) => {
      // The driver's stack ends at the socket; this one leads to whoever asked.
      Error.captureStackTrace(error);
      throw error;
    });
  }) as pg.Pool["query"];
}
