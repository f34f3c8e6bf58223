import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { DepartmentId } from "@/lib/kernel/ids";

/**
 * Whose department data the statements of this moment may touch. Row-level security in Postgres holds every statement
 * of the application to it, also one whose `where` was forgotten (docs/decisions/0023-row-level-security.md).
 */
export type Scope = "everything" | readonly DepartmentId[];

type Holder = { scope: Scope };
const holder = globalThis as typeof globalThis & { portalScope?: AsyncLocalStorage<Holder> };

function storage(): AsyncLocalStorage<Holder> {
  holder.portalScope ??= new AsyncLocalStorage<Holder>();
  return holder.portalScope;
}

/** Runs the work with a scope of its own, whatever the scope around it. */
export function withScope<T>(scope: Scope, work: () => T): T {
  return storage().run({ scope }, work);
}

/**
 * Gives the request that runs now the scope of whoever it turned out to be. Outside a request that `withScope` opened
 * it changes nothing.
 */
export function narrowTo(scope: Scope): void {
  const own = storage().getStore();
  if (own) own.scope = scope;
}

/** The scope of this moment; nothing, where nobody has said one. */
export function currentScope(): Scope {
  return storage().getStore()?.scope ?? [];
}
