import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";
import { secondFactors, sessionEnds, signInMethods } from "./types";

const person = z.object({ personId: z.uuid() });

export const sessionEvents = {
  signedIn: defineEvent(
    "account.signed_in",
    person.extend({
      method: z.enum(signInMethods).default("password"),
      secondFactor: z.enum(secondFactors).nullable().default(null),
    }),
  ),
  /** Of one person, for one reason, at one instant. Live streams of theirs end with it. */
  ended: defineEvent(
    "account.sessions_ended",
    person.extend({ reason: z.enum(sessionEnds), sessions: z.number().int().min(1) }),
  ),
} as const;
