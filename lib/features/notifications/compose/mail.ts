import "server-only";
import { mailEvents } from "@/lib/features/mail/events";
import { findRefusedPerson } from "../queries";
import type { Compose } from "../types";
import { holds, tell } from "./telling";

/** To the certifier only of people of their own department: a message about it may go to others as well. */
export const composeAddressRefused: Compose = async (occurrence, recipient) => {
  const { personId } = mailEvents.addressRefused.payload.parse(occurrence.payload);
  const person = await findRefusedPerson(personId, occurrence.departmentId);
  if (!person) return null;
  if (recipient.isConcerned) {
    return tell(occurrence, {
      title: "Mail to you is refused",
      happened: (when) =>
        `The mail server of ${person.email} refused what the portal sent there${when}. Until it takes something again, you hear of things in this inbox alone.`,
      next: "Ask whoever runs your mail to let the portal's mail through, or an administrator of the Mayor's Office to change your address.",
      action: { label: "See what reaches you", href: "/inbox/preferences" },
    });
  }
  const title = `Mail to ${person.name} is refused`;
  const happened = (when: string) =>
    `The mail server of ${person.email} refused what the portal sent to ${person.name}${when}. They are not reached by mail.`;
  if (holds(recipient, "administrator")) {
    return tell(occurrence, {
      title,
      happened,
      next: "Call them and ask for an address that works. What the server answered stands with the address, and from there the message can be sent again.",
      action: {
        label: "Open the addresses that cannot be reached",
        href: "/mayor/operations/mail/addresses",
      },
    });
  }
  if (!person.departmentCode) return null;
  return tell(occurrence, {
    title,
    happened,
    next: "Tell them in another way what they have to know, and ask the administrator of the Mayor's Office to change the address.",
    action: { label: "Open the liaison's page", href: `/department/${person.departmentCode}/liaison` },
  });
};
