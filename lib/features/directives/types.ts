import type { DirectiveId } from "@/lib/kernel/ids";

/** A directive in force, as the pages that watch it need it. Instants are ISO strings. */
export type DirectiveView = {
  readonly id: DirectiveId;
  readonly code: string;
  readonly number: number;
  readonly title: string;
  /** "YYYY-MM-DD" */
  readonly issuedOn: string;
  readonly timeZone: string;
  /** From this instant on filing is late, where no extension was given. */
  readonly dueAt: string;
  readonly rule: string;
};

/** A step of a body's deadline: an extension, or the correction of one. Instants are ISO strings. */
export type DeadlineMove = {
  readonly id: string;
  readonly previousDueAt: string;
  readonly dueAt: string;
  readonly reason: string;
  readonly grantedByName: string;
  readonly grantedAt: string;
  /** The extension that this one puts right; null for an extension. */
  readonly correctsId: string | null;
};

export type RequestState = "open" | "granted" | "declined" | "withdrawn";

/** A department's request for more time, and what became of it. Instants are ISO strings. */
export type ExtensionRequest = {
  readonly id: string;
  readonly requestedDueAt: string;
  readonly reason: string;
  readonly requestedByName: string;
  readonly requestedAt: string;
  readonly state: RequestState;
  readonly decidedByName: string;
  readonly decidedAt: string | null;
  readonly answer: string;
};

/** How a body's deadline came about: the original and every step since. */
export type Arithmetic = {
  readonly originalDueAt: string;
  readonly dueAt: string;
  /** "14 days from Friday, July 11, 2025, 11:59 p.m. Pacific" */
  readonly rule: string;
  readonly timeZone: string;
  /** The oldest first. */
  readonly moves: readonly DeadlineMove[];
};

/** A body's deadline as one signed-in person may see it, and what they may do about it now. */
export type DeadlineView = Arithmetic & {
  readonly department: { readonly code: string; readonly name: string };
  readonly directive: { readonly code: string; readonly title: string };
  readonly standing: "required" | "invited";
  /** Whether a version stands: the deadline is then a matter of record, and nothing moves it. */
  readonly hasFiled: boolean;
  /** The newest first; at most one is open. */
  readonly requests: readonly ExtensionRequest[];
  readonly mayExtend: boolean;
  readonly mayRequest: boolean;
};

/** A request that waits for an answer, in the list of all. */
export type OpenRequest = ExtensionRequest & {
  readonly code: string;
  readonly name: string;
  readonly dueAt: string;
};

/** An extension or a correction in the list of all. */
export type GivenExtension = DeadlineMove & { readonly code: string; readonly name: string };

export type Hindrance = "UNKNOWN" | "ALREADY_FILED" | "REQUEST_ANSWERED" | "MOVED" | "NOT_LATER";

/** A body that hinders an extension, and why. */
export type HinderingBody = {
  readonly code: string;
  /** The code again, for a body that is not known. */
  readonly name: string;
  readonly why: Hindrance;
  /** As it is in force, for a body that is known. */
  readonly dueAt: string | null;
};
