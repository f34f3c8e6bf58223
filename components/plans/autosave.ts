import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { KeptDraft } from "./kept-draft";

export type Content = Record<string, unknown>;

export type SaveState =
  | { readonly kind: "idle" }
  | { readonly kind: "pending" }
  | { readonly kind: "saving" }
  | { readonly kind: "saved"; readonly at: string }
  | { readonly kind: "offline" }
  | { readonly kind: "server_error"; readonly reference: string }
  | { readonly kind: "signed_out" }
  | { readonly kind: "locked" }
  | { readonly kind: "failed"; readonly message: string; readonly field: string }
  | { readonly kind: "held" }
  | { readonly kind: "conflict"; readonly theirs: Stale };

export type Stale = {
  readonly content: Content;
  readonly revision: number;
  readonly editedByName: string;
  readonly editedAt: string | null;
};

export type SaveAnswer =
  | { readonly kind: "saved"; readonly revision: number; readonly savedAt: string }
  | { readonly kind: "stale"; readonly theirs: Stale }
  | { readonly kind: "signed_out" }
  | { readonly kind: "locked" }
  | { readonly kind: "refused"; readonly message: string; readonly field: string }
  | { readonly kind: "server_error"; readonly reference: string }
  | { readonly kind: "unreachable" };

type Answer = {
  revision?: number;
  savedAt?: string;
  error?: {
    code: string;
    fieldErrors?: Record<string, string>;
    details?: Stale & { reference?: string };
    reference?: string;
  };
};

/** Sends one section to the server and tells every way in which that can end. Never throws. */
export async function sendSection(
  url: string,
  body: { revision: number; content: Content },
): Promise<SaveAnswer> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    return { kind: "unreachable" };
  }
  // What stands between here and the server may answer in its own words instead of JSON.
  const answer = (await response.json().catch(() => ({}))) as Answer;
  if (response.ok && answer.revision !== undefined)
    return { kind: "saved", revision: answer.revision, savedAt: answer.savedAt ?? "" };
  const { error } = answer;
  if (response.status === 401) return { kind: "signed_out" };
  if (error?.code === "STALE_REVISION" && error.details) return { kind: "stale", theirs: error.details };
  if (error?.code === "NOT_EDITABLE" || error?.code === "NOT_FOUND") return { kind: "locked" };
  if (error?.code === "INVALID_INPUT") {
    const [field, message] = Object.entries(error.fieldErrors ?? {})[0] ?? [];
    return {
      kind: "refused",
      message: message ?? "An answer cannot be kept as it stands.",
      field: field ?? "",
    };
  }
  const reference = error?.details?.reference ?? error?.reference ?? response.headers.get("x-request-id");
  // Without a reference it was not the portal that answered: it is as good as not reached.
  return reference ? { kind: "server_error", reference } : { kind: "unreachable" };
}

/** How long to wait before the next try after so many failures in a row: 2, 4, 8, 16, then 30 seconds. */
export function retryDelayMs(failures: number): number {
  return Math.min(30_000, 1_000 * 2 ** failures);
}

/** What to do with a text that was kept in this browser when the page opens again. */
export function resume(kept: KeptDraft | null, server: { revision: number }): "nothing" | "send" | "compare" {
  if (!kept) return "nothing";
  return kept.baseRevision === server.revision ? "send" : "compare";
}

export function isSameText(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/**
 * Whether a text that the server holds under a newer revision is one that was sent from here: the save arrived, and
 * its answer was lost on the way back. Nobody else has written then, and there is nothing to choose.
 */
export function isOwnEcho(theirs: Content, sent: Content | null | undefined): boolean {
  return Boolean(sent) && isSameText(theirs, sent);
}
