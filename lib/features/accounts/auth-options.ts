import "server-only";
import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import type { NextAuthOptions, RequestInternal } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { signOut } from "@/lib/features/sessions/service";
import { asId } from "@/lib/kernel/ids";
import type { Result } from "@/lib/kernel/result";
import { sessionCookie } from "@/lib/platform/auth";
import { env, portalSecret } from "@/lib/platform/env";
import { secondStepRefusal } from "./messages";
import { passkeySignInSchema, secondStepSchema, signInSchema } from "./schema";
import { type SignedIn, signIn, signInWithPasskey, takeSecondStep, type Visit } from "./sign-in-service";

const host = { httpOnly: true, sameSite: "lax", path: "/", secure: true } as const;

type Request = Pick<RequestInternal, "headers">;

function visitOf({ headers }: Request): Visit {
  const header = (name: string) => String(headers?.[name] ?? "");
  return {
    clientAddress: header("x-portal-client-address") || "unknown",
    requestId: header("x-request-id") || randomUUID(),
  };
}

/** next-auth knows a session's id as the user's, and hands the text of an error on to the page. */
function userOf(result: Result<SignedIn, string>): { id: string } {
  if (result.ok) return { id: result.data.sessionId };
  const { code, details } = result.error;
  throw new Error(code === "SECOND_STEP_NEEDED" ? secondStepRefusal(details) : code);
}

/** The cookie holds an opaque session id and nothing about the person: the session's row is the truth. */
export function authOptions(): NextAuthOptions {
  return {
    secret: portalSecret(),
    session: { strategy: "jwt", maxAge: env().SESSION_HOURS * 3_600 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: { name: sessionCookie, options: host },
      csrfToken: { name: "__Host-portal.csrf", options: host },
      callbackUrl: { name: "__Host-portal.callback", options: host },
    },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        authorize: async (credentials, request) => {
          const parsed = signInSchema.safeParse(credentials);
          return parsed.success ? userOf(await signIn({ ...parsed.data, ...visitOf(request) })) : null;
        },
      }),
      Credentials({
        id: "second-step",
        credentials: { ticket: {}, code: {}, response: {} },
        authorize: async (credentials, request) => {
          const parsed = secondStepSchema.safeParse(credentials);
          return parsed.success
            ? userOf(await takeSecondStep({ ...parsed.data, ...visitOf(request) }))
            : null;
        },
      }),
      Credentials({
        id: "passkey",
        credentials: { response: {} },
        authorize: async (credentials, request) => {
          const parsed = passkeySignInSchema.safeParse(credentials);
          return parsed.success
            ? userOf(await signInWithPasskey({ ...parsed.data, ...visitOf(request) }))
            : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ sid: user ? user.id : token.sid }),
      session: () => ({ expires: "" }),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string") {
          const requestId = (await headers()).get("x-request-id") ?? randomUUID();
          await signOut(asId<"Session">(token.sid), requestId);
        }
      },
    },
  };
}
