import type { KeptDraft } from "./kept-draft";

export type Content = Record<string, unknown>;

export type SaveState =
  | { readonly kind: "idle" }
  | { readonly kind: "pending" }
  | { readonly kind: "saving" }
  | { readonly kind: "saved"; readonly at: string }
  | { readonly kind: "offline" }
  | { readonly kind: "signed_out" }
  | { readonly kind: "locked" }
  | { readonly kind: "failed"; readonly message: string }
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
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "unreachable" };

/** Sends one section to the server and tells every way in which that can end. Never throws. */
export async function sendSection(
  url: string,
  body: { revision: number; content: Content },
): Promise<SaveAnswer> {
  try {
    const response = await fetch(url, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as {
      revision?: number;
      savedAt?: string;
      error?: { code: string; fieldErrors?: Record<string, string>; details?: Stale };
    };
    if (response.ok && answer.revision !== undefined)
      return { kind: "saved", revision: answer.revision, savedAt: answer.savedAt ?? "" };
    const { error } = answer;
    if (response.status === 401) return { kind: "signed_out" };
    if (error?.code === "STALE_REVISION" && error.details) return { kind: "stale", theirs: error.details };
    if (error?.code === "NOT_EDITABLE" || error?.code === "NOT_FOUND") return { kind: "locked" };
    if (error?.code === "INVALID_INPUT") {
      const first = Object.entries(error.fieldErrors ?? {})[0];
      return {
        kind: "refused",
        message: first ? `${first[0]}: ${first[1]}` : "An answer cannot be kept as it stands.",
      };
    }
    return { kind: "unreachable" };
  } catch {
    return { kind: "unreachable" };
  }
}

/** Seconds to wait before the next try after so many failures in a row: 2, 4, 8, 16, then half a minute. */
export function retryDelayMs(failures: number): number {
  return Math.min(30_000, 1_000 * 2 ** failures);
}

/** What to do with a text that was kept in this browser when the page opens again. */
export function resume(kept: KeptDraft | null, server: { revision: number }): "nothing" | "send" | "compare" {
  if (!kept) return "nothing";
  return kept.baseRevision === server.revision ? "send" : "compare";
}
