import "server-only";
import type { LetterBlock } from "@/lib/features/mail/types";
import { peopleEvents } from "@/lib/features/people/events";
import { lackSentence, roleInPlace, rolesInWords } from "@/lib/features/people/messages";
import { findDepartmentName, findHandover, hasCertifier } from "@/lib/features/people/queries";
import { formatDate } from "@/lib/kernel/format-date";
import type { Compose, Occurrence } from "../types";
import { holds, tell } from "./telling";

const placeOf = async ({ departmentId }: Occurrence) =>
  departmentId ? await findDepartmentName(departmentId) : null;

/** The day on which something that ends with a midnight is still in force. */
const lastDay = (endsAt: string) => formatDate(new Date(new Date(endsAt).getTime() - 1));

export const composeRoleGranted: Compose = async (occurrence, recipient) => {
  const place = await placeOf(occurrence);
  const { role, office, name, startsAt, endsAt } = peopleEvents.roleGranted.payload.parse(occurrence.payload);
  const what = roleInPlace({ role, office, place: place?.name ?? "" });
  const facts = [
    { term: "From", detail: formatDate(startsAt) },
    ...(endsAt ? [{ term: "Until the end of", detail: lastDay(endsAt) }] : []),
  ];
  return tell(occurrence, {
    title: recipient.isConcerned ? `You are ${what}` : `${name} is ${what}`,
    happened: (when) =>
      `${occurrence.actorName} gave ${recipient.isConcerned ? "you" : name} the role${when}: ${what}.`,
    facts,
    next: recipient.isConcerned ? "Sign in to see what is open to you." : "",
    action: recipient.isConcerned
      ? { label: "Open the portal", href: "/home" }
      : { label: "See who works in the department", href: peopleHref(place) },
  });
};

const peopleHref = (place: { code: string } | null) =>
  place ? `/department/${place.code}/people` : "/mayor/people";

export const composeRoleEnded: Compose = async (occurrence, recipient) => {
  const place = await placeOf(occurrence);
  const { role, office, name, endsAt } = peopleEvents.roleEnded.payload.parse(occurrence.payload);
  const what = roleInPlace({ role, office, place: place?.name ?? "" });
  const isLater = new Date(endsAt).getTime() > occurrence.occurredAt.getTime() + 60_000;
  const whose = recipient.isConcerned ? "your role" : `the role of ${name}`;
  return tell(occurrence, {
    title: `${recipient.isConcerned ? "Your role" : `The role of ${name}`} ${isLater ? "ends" : "has ended"}: ${what}`,
    happened: (when) =>
      isLater
        ? `${occurrence.actorName} set the end of ${whose}${when}: ${what}.`
        : `${occurrence.actorName} ended ${whose}${when}: ${what}.`,
    facts: isLater ? [{ term: "In force until the end of", detail: lastDay(endsAt) }] : [],
    next: recipient.isConcerned ? `If that surprises you, ask ${occurrence.actorName}.` : "",
    action: recipient.isConcerned
      ? { label: "See your roles", href: "/account" }
      : { label: "See who works in the department", href: peopleHref(place) },
  });
};

export const composeInvitationAccepted: Compose = async (occurrence) => {
  const place = await placeOf(occurrence);
  const { role, office, name, email } = peopleEvents.invitationAccepted.payload.parse(occurrence.payload);
  const what = roleInPlace({ role, office, place: place?.name ?? "" });
  return tell(occurrence, {
    title: `${name} accepted the invitation as ${what}`,
    happened: (when) => `${name}, ${email}, signed in${when} and is ${what} from now on.`,
    action: { label: "See who works there", href: peopleHref(place) },
  });
};

export const composeAccountReopened: Compose = async (occurrence) =>
  tell(occurrence, {
    title: "Your account is open again",
    happened: (when) => `${occurrence.actorName} opened your account again${when}.`,
    next: "You sign in as before.",
    action: { label: "Open the portal", href: "/home" },
  });

/** To the colleague with all that they take over; to the administrator only where nobody in the department can mend it. */
export const composePersonLeft: Compose = async (occurrence, recipient) => {
  const place = await placeOf(occurrence);
  if (!place || !occurrence.departmentId) return null;
  const left = peopleEvents.left.payload.parse(occurrence.payload);
  const handover = await findHandover(occurrence.departmentId, left.handoverId);
  const isHead = holds(recipient, "certifier");
  if (!recipient.isConcerned && !isHead && (await hasCertifier(occurrence.departmentId))) return null;
  const were = left.roles.length > 0 ? `, ${rolesInWords(left.roles)},` : "";
  const lacks = lackSentence(left.lacks);
  const action = { label: "See who works in the department", href: peopleHref(place) };
  if (!recipient.isConcerned) {
    const taken = left.toName ? ` ${left.toName} takes over what was open.` : "";
    return tell(occurrence, {
      title: `${left.name} has left ${place.name}`,
      happened: (when) => `${left.name}${were} left ${place.name}${when}.${taken} ${lacks}`,
      next: left.lacks.length > 0 ? "Name whoever takes their place." : "",
      action,
    });
  }
  const told = tell(occurrence, {
    title: `You take over from ${left.name}`,
    happened: (when) => `${left.name}${were} left ${place.name}${when}, and named you to take over. ${lacks}`,
    action,
  });
  const items = handover?.items ?? [];
  if (items.length === 0) return told;
  const list: readonly LetterBlock[] = [
    { kind: "heading", text: "What was open" },
    { kind: "list", items: items.map(({ text, href }) => ({ text, href })) },
  ];
  return {
    ...told,
    body: `${told.body} Open: ${items
      .slice(0, 3)
      .map(({ text }) => text)
      .join("; ")}${items.length > 3 ? `, and ${items.length - 3} more` : ""}.`,
    letter: { ...told.letter, blocks: [...told.letter.blocks, ...list] },
  };
};
