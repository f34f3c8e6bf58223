import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { withScope } from "@/lib/platform/scope";

type Visit = { readonly cookies: ReadonlyMap<string, string>; readonly requestId: string };

const visit = new AsyncLocalStorage<Visit>();

/** Stands for next/headers: the request is the one that `asVisitor` opened. */
export async function headers(): Promise<Headers> {
  return new Headers({ "x-request-id": visit.getStore()?.requestId ?? "no-request" });
}

/** Stands for next/headers. */
export async function cookies(): Promise<{ get: (name: string) => { value: string } | undefined }> {
  const known = visit.getStore()?.cookies;
  return {
    get: (name) => {
      const value = known?.get(name);
      return value === undefined ? undefined : { value };
    },
  };
}

/** Runs the work as one request of whoever holds the session, or of nobody. */
export async function asVisitor<T>(sessionId: string | null, work: () => Promise<T>): Promise<T> {
  const { sessionCookie } = await import("@/lib/platform/auth");
  const token =
    sessionId && (await encode({ token: { sid: sessionId }, secret: process.env.PORTAL_SECRET ?? "" }));
  const held = new Map(token ? [[sessionCookie, token]] : []);
  // As the front door opens it: nobody's department data, until it is known whose request it is.
  return withScope([], () => visit.run({ cookies: held, requestId: randomUUID() }, work));
}
