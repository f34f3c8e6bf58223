import type { Actor } from "@/lib/kernel/actor";
import type { PersonId } from "@/lib/kernel/ids";

/** An inbox, what reaches it and a calendar are a person's own: nobody reads or changes another's. */
export function isOwn(actor: Actor, subject: { readonly personId: PersonId }): boolean {
  return actor.personId === subject.personId;
}
