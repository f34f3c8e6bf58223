import type { Actor } from "@/lib/kernel/actor";
import type { PersonId } from "@/lib/kernel/ids";

/** One's own account is one's own alone: nobody else changes how somebody signs in. */
export function isOwnAccount(actor: Actor, subject: { readonly personId: PersonId }): boolean {
  return actor.personId === subject.personId;
}
