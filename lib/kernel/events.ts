import type { z } from "zod";

/** The name of something that happened, in the past tense, and the shape of what is kept about it. */
export type EventDefinition<Name extends string, Payload extends z.ZodType> = {
  readonly name: Name;
  readonly payload: Payload;
};

export function defineEvent<Name extends string, Payload extends z.ZodType>(
  name: Name,
  payload: Payload,
): EventDefinition<Name, Payload> {
  return { name, payload };
}
