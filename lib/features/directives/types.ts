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
