import type { Role } from "@/lib/kernel/actor";
import type { Priority } from "@/lib/platform/jobs";

/** How somebody hears of something, the loudest first: by mail at once, in one mail a day, in the portal alone. */
export const deliveries = ["at_once", "daily", "portal"] as const;
export type Delivery = (typeof deliveries)[number];

/** Whoever holds a role, or the one person whom an event is about, who is told as that and not by a role. */
export type Listener = Role | "person_concerned";

/** What reaches a listener who has chosen nothing, and the quietest that they may choose. */
export type Reach = { readonly default: Delivery; readonly floor: Delivery };

export const always: Reach = { default: "at_once", floor: "at_once" };
export const atLeastDaily: Reach = { default: "at_once", floor: "daily" };
export const atOnce: Reach = { default: "at_once", floor: "portal" };
export const daily: Reach = { default: "daily", floor: "portal" };
export const inPortal: Reach = { default: "portal", floor: "portal" };

export const kindGroups = {
  signing: "Signing and filing",
  review: "Review by the Mayor's Office",
  drafting: "Drafting",
  deadlines: "Deadlines",
  liaisons: "Liaisons",
  people: "People and roles",
  mail: "Mail",
  account: "Your account",
} as const;

export type KindDefinition = {
  readonly group: keyof typeof kindGroups;
  /** What it is called where people choose what reaches them. */
  readonly label: string;
  readonly description: string;
  readonly events: readonly string[];
  readonly audience: Readonly<Partial<Record<Listener, Reach>>>;
  readonly priority: Priority;
  /** Told to whoever did it as well, as a proof. Of everything else nobody is told what they did themselves. */
  readonly isReceipt?: true;
  /** Mailed only while the body still owes its filing. */
  readonly isReminder?: true;
  /** Why some may not have it quieter. */
  readonly floorReason?: string;
};
