import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { type DepartmentId, isUuid } from "@/lib/kernel/ids";

/**
 * Whose department data the statements of this moment may touch. Row-level security in Postgres holds every statement
 * of the application to it, also one whose `where` was forgotten (docs/decisions/0023-row-level-security.md).
 */
export type Scope = "everything" | readonly DepartmentId[];

type Held = { scope: Scope };
const holder = globalThis as typeof globalThis & {
  portalScope?: AsyncLocalStorage<Held>;
  portalProcessScope?: Scope;
};

function storage(): AsyncLocalStorage<Held> {
  holder.portalScope ??= new AsyncLocalStorage<Held>();
  return holder.portalScope;
}

/**
 * Runs the work with a scope of its own, whatever the scope around it. What the work answers is awaited within: Prisma
 * begins a statement only when somebody waits for it.
 */
export function withScope<T>(scope: Scope, work: () => PromiseLike<T> | T): Promise<T> {
  return storage().run({ scope }, async () => await work());
}

/**
 * Gives the request that runs now the scope of whoever it turned out to be. Assumes that `withScope` opened the request:
 * outside one it changes nothing.
 */
export function narrowTo(scope: Scope): void {
  const own = storage().getStore();
  if (own) own.scope = scope;
}

/** For a process that serves nobody, and acts for the system alone: a worker, a script. */
export function actForTheSystem(): void {
  holder.portalProcessScope = "everything";
}

/** The scope of this moment; nothing, where nobody has said one. */
export function currentScope(): Scope {
  return storage().getStore()?.scope ?? holder.portalProcessScope ?? [];
}

/** A scope as the database's setting `portal.scope` has it. Throws at what is no id: the text may stand in a statement. */
export function scopeText(scope: Scope): string {
  if (scope === "everything") return "*";
  if (!scope.every(isUuid)) throw new Error("a scope holds ids alone");
  return scope.join(",");
}
