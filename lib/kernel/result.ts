/** An expected failure: a code from a closed list, and what a form or a page needs to say it well. */
export type Failure<Code extends string, Details = unknown> = {
  readonly code: Code;
  readonly fieldErrors?: Readonly<Record<string, string>>;
  readonly details?: Details;
};

/** What a function answers when it can fail in ways its caller must handle. Anything unexpected is thrown. */
export type Result<T, Code extends string = never, Details = unknown> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: Failure<Code, Details> };

export function ok<T>(data: T): { readonly ok: true; readonly data: T } {
  return { ok: true, data };
}

export function err<Code extends string, Details = undefined>(
  code: Code,
  more: { fieldErrors?: Readonly<Record<string, string>>; details?: Details } = {},
): { readonly ok: false; readonly error: Failure<Code, Details> } {
  return { ok: false, error: { code, ...more } };
}
