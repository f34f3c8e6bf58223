import "server-only";
import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Actor } from "@/lib/kernel/actor";
import type { Failure, Result } from "@/lib/kernel/result";
import { err, ok } from "@/lib/kernel/result";
import { currentActor } from "./auth";
import { type Watching, watch } from "./live";
import { log } from "./log";
import { metrics } from "./metrics";

export type CommonCode = "UNAUTHENTICATED" | "NOT_FOUND" | "INVALID_INPUT" | "UNEXPECTED";

type Context<Input, Subject> = {
  readonly actor: Actor;
  readonly input: Input;
  readonly subject: Subject;
  readonly requestId: string;
};

type Definition<Schema extends z.ZodType, Subject, Data, Code extends string, Details> = {
  /** Stands in the log beside an unexpected error. */
  readonly name: string;
  readonly input: Schema;
  /** Finds what the action is about. Null, for whatever reason, is answered NOT_FOUND. */
  readonly load: (input: z.output<Schema>, actor: Actor) => Promise<Subject | null>;
  /** Who may. A refusal looks the same as a subject that does not exist. */
  readonly authorize: (actor: Actor, subject: Subject, input: z.output<Schema>) => boolean;
  readonly run: (context: Context<z.output<Schema>, Subject>) => Promise<Result<Data, Code, Details>>;
};

/**
 * The one door for a write by a signed-in person: input checked, subject loaded, authority judged, then `run`.
 * An unexpected error is logged whole and answered with a reference only. `authorize` cannot be left out.
 */
async function perform<Schema extends z.ZodType, Subject, Data, Code extends string, Details>(
  definition: Definition<Schema, Subject, Data, Code, Details>,
  raw: unknown,
): Promise<Result<Data, Code | CommonCode, Details | { reference: string }>> {
  return guarded<Data, Code | CommonCode, Details>(definition.name, async (requestId) => {
    const actor = await currentActor();
    if (!actor) return err("UNAUTHENTICATED");
    const parsed = definition.input.safeParse(raw);
    if (!parsed.success) return err("INVALID_INPUT", { fieldErrors: fieldErrorsOf(parsed.error) });
    const subject = await definition.load(parsed.data, actor);
    if (subject === null || !definition.authorize(actor, subject, parsed.data)) return err("NOT_FOUND");
    return definition.run({ actor, input: parsed.data, subject, requestId });
  });
}

async function guarded<Data, Code extends string, Details>(
  name: string,
  work: (requestId: string) => Promise<Result<Data, Code, Details | undefined>>,
): Promise<Result<Data, Code | "UNEXPECTED", Details | { reference: string }>> {
  const requestId = await currentRequestId();
  try {
    return (await work(requestId)) as Result<Data, Code, Details>;
  } catch (error) {
    unstable_rethrow(error);
    log.error({ err: error, requestId, action: name }, "action failed");
    metrics().errors.inc();
    return err("UNEXPECTED", { details: { reference: requestId } });
  }
}

/** A server action behind the one door. The returned function is what a "use server" file exports. */
export function defineAction<Schema extends z.ZodType, Subject, Data, Code extends string, Details>(
  definition: Definition<Schema, Subject, Data, Code, Details>,
) {
  return async (raw: z.input<Schema>) => perform(definition, raw);
}

type PublicDefinition<Schema extends z.ZodType, Data, Code extends string, Details> = {
  readonly name: string;
  readonly input: Schema;
  /** Said aloud, because nobody is asked who they are: `run` must find its authority in the input itself. */
  readonly authorize: "everyone";
  readonly run: (context: {
    readonly input: z.output<Schema>;
    /** As the front door saw it, for those who count what comes from one place. */
    readonly clientAddress: string;
    readonly requestId: string;
  }) => Promise<Result<Data, Code, Details>>;
};

/**
 * A server action for people who have not signed in, behind the same door in all but the actor. It is given none,
 * even where somebody is signed in, so that no work of theirs can be done by the way.
 */
export function definePublicAction<Schema extends z.ZodType, Data, Code extends string, Details>(
  definition: PublicDefinition<Schema, Data, Code, Details>,
) {
  return async (
    raw: z.input<Schema>,
  ): Promise<Result<Data, Code | "INVALID_INPUT" | "UNEXPECTED", Details | { reference: string }>> =>
    guarded<Data, Code | "INVALID_INPUT", Details>(definition.name, async (requestId) => {
      const parsed = definition.input.safeParse(raw);
      if (!parsed.success) return err("INVALID_INPUT", { fieldErrors: fieldErrorsOf(parsed.error) });
      const clientAddress = (await headers()).get("x-portal-client-address") ?? "unknown";
      return definition.run({ input: parsed.data, clientAddress, requestId });
    });
}

const statusOf: Record<CommonCode, number> = {
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
  INVALID_INPUT: 422,
  UNEXPECTED: 500,
};

/**
 * A route handler behind the same door. The input is the path's parameters joined with the JSON body, if any;
 * the answer is the result's data, or its error with the status that `statuses` names for the code (409 if it
 * names none).
 */
export function defineRoute<
  Schema extends z.ZodType,
  Subject,
  Data,
  Code extends string,
  Details,
  Params extends Record<string, string>,
>(
  definition: Definition<Schema, Subject, Data, Code, Details> & {
    readonly statuses?: Partial<Record<Code, number>>;
  },
) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    const params = await context.params;
    const body = request.method === "GET" ? {} : await readJson(request);
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const result = await perform(definition, { ...query, ...(isRecord(body) ? body : {}), ...params });
    if (result.ok) return answerJson(200, result.data);
    return answerJson(statusFor(result.error, definition.statuses), { error: result.error });
  };
}

/**
 * A stream of server-sent events behind the same door. Its session and what `authorize` says are asked for again as long
 * as it is open, and it ends with them. The input is the address's query, in which a resumed stream's Last-Event-ID
 * stands as `since`; `open` says what is watched.
 */
export function defineStream<Schema extends z.ZodType<{ since?: string | undefined }>, Subject>(
  definition: Omit<Definition<Schema, Subject, never, never, never>, "run"> & {
    readonly open: (
      context: Context<z.output<Schema>, Subject>,
    ) => Promise<Omit<Watching, "actor" | "mayWatch" | "since">>;
  },
) {
  return async (request: Request): Promise<Response> => {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const since = request.headers.get("last-event-id");
    const run = async (context: Context<z.output<Schema>, Subject>) => {
      const { actor, input, subject } = context;
      const mayWatch = (fresh: Actor) => definition.authorize(fresh, subject, input);
      const opened = await definition.open(context);
      return ok(await watch({ ...opened, actor, mayWatch, since: input.since }));
    };
    const result = await perform({ ...definition, run }, since ? { ...query, since } : query);
    if (!result.ok) return answerJson(statusFor(result.error, undefined), { error: result.error });
    const stream = result.data;
    request.signal.addEventListener("abort", () => stream.end());
    if (request.signal.aborted) stream.end();
    return new Response(stream.body, { headers: streamHeaders });
  };
}

/** No proxy keeps it, and none, Next included, holds it back to compress it. */
const streamHeaders = {
  "cache-control": "no-cache, no-transform",
  "content-type": "text/event-stream; charset=utf-8",
  "x-accel-buffering": "no",
};

/**
 * A route handler for those who have not signed in: a program that has an address with a secret in it, and nothing
 * else. It is given no actor, even where somebody is signed in; `run` must find its authority in the input. Null, and
 * an input that does not fit, are answered alike: 404. For GET only, since nobody's origin is asked for.
 */
export function definePublicRoute<
  Schema extends z.ZodType,
  Params extends Record<string, string>,
>(definition: {
  readonly name: string;
  readonly input: Schema;
  /** Said aloud, as in `definePublicAction`. */
  readonly authorize: "everyone";
  readonly run: (context: {
    readonly input: z.output<Schema>;
    readonly request: Request;
    readonly requestId: string;
  }) => Promise<Response | null>;
}) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    const result = await guarded<Response, "NOT_FOUND", undefined>(definition.name, async (requestId) => {
      const parsed = definition.input.safeParse(await context.params);
      if (!parsed.success) return err("NOT_FOUND");
      const answer = await definition.run({ input: parsed.data, request, requestId });
      return answer ? ok(answer) : err("NOT_FOUND");
    });
    return result.ok ? result.data : answerJson(statusOf[result.error.code], { error: result.error });
  };
}

/** JSON of a stated length: it then leaves in one piece, and not in chunks that are framed one by one. */
function answerJson(status: number, data: unknown): Response {
  const body = JSON.stringify(data);
  const headers = {
    "cache-control": "no-store",
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
  };
  return new Response(body, { status, headers });
}

function statusFor(error: Failure<string>, own: Partial<Record<string, number>> | undefined): number {
  return own?.[error.code] ?? (statusOf as Partial<Record<string, number>>)[error.code] ?? 409;
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The id under which the front door logged this request; one of our own where the front door was not passed. */
async function currentRequestId(): Promise<string> {
  return (await headers()).get("x-request-id") ?? randomUUID();
}

function fieldErrorsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String).join(".");
    fields[path] ??= issue.message;
  }
  return fields;
}
