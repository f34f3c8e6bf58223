import "server-only";
import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { signOut } from "@/lib/features/sessions/service";
import { asId } from "@/lib/kernel/ids";
import { sessionCookie } from "@/lib/platform/auth";
import { env, portalSecret } from "@/lib/platform/env";
import { signInSchema } from "./schema";
import { signIn } from "./sign-in-service";

const host = { httpOnly: true, sameSite: "lax", path: "/", secure: true } as const;

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
          if (!parsed.success) return null;
          const header = (name: string) => String(request.headers?.[name] ?? "");
          const result = await signIn({
            ...parsed.data,
            clientAddress: header("x-portal-client-address") || "unknown",
            requestId: header("x-request-id") || randomUUID(),
          });
          if (!result.ok) throw new Error(result.error.code);
          return { id: result.data.sessionId };
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
