import type { DashboardNews } from "@/lib/features/compliance/types";
import type { PresenceNews } from "@/lib/features/plans/types";

/** All that a stream can say, by the name of the message. */
export type LiveMessages = {
  readonly dashboard: DashboardNews;
  /** Something about the plan is other than the page shows. */
  readonly plan: Readonly<Record<string, never>>;
  readonly presence: PresenceNews;
  /** Something in the drill that the page shows is other than it shows. */
  readonly drill: Readonly<Record<string, never>>;
  readonly inbox: { readonly unread: number };
  /** More happened than can be told: the page is to be read again. */
  readonly reset: Readonly<Record<string, never>>;
  /** The stream has lived its time; the next is to be opened. */
  readonly again: Readonly<Record<string, never>>;
  readonly ended: { readonly why: "signed_out" | "no_access" };
};
