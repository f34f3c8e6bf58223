import "server-only";
import { notFound } from "next/navigation";
import { type DepartmentId, isUuid } from "@/lib/kernel/ids";
import type { Search } from "@/lib/kernel/tidy-query";
import { requireActor } from "@/lib/platform/auth";
import { isMailSent } from "@/lib/platform/email";
import { env, portalUrl } from "@/lib/platform/env";
import { hideSecrets, messageIdOf } from "./messages";
import { canReadMailLog, canSeeUnreachable, canSendAnew } from "./policy";
import {
  countMessages,
  countUnreachable,
  countWaiting,
  findSentMessage,
  findUnreachablePerson,
  listAttempts,
  listMessages,
  listUnreachable,
  listUnreachableOf,
  mailPageSize,
} from "./queries";
import { type MailView, mailViewSchema, unreachableViewSchema } from "./schema";
import type { AttemptLine, MailStanding, MessageLine, SentMessage, UnreachableLine } from "./types";

async function requireReader() {
  const actor = await requireActor();
  if (!canReadMailLog(actor)) notFound();
  return actor;
}

async function findStanding(): Promise<MailStanding> {
  const [counts, unreachable] = await Promise.all([countWaiting(), countUnreachable()]);
  return { isMailSent: isMailSent(), counts, unreachable };
}

export type MailPage = {
  readonly standing: MailStanding;
  readonly view: MailView;
  readonly lines: readonly MessageLine[];
  readonly total: number;
  readonly pages: number;
};

/** The page of the delivery log that an address asks for. For administrators and the auditor; else "not found". */
export async function loadMailLog(search: Promise<Search>): Promise<MailPage> {
  await requireReader();
  const view = mailViewSchema.parse(await search);
  const [standing, lines, total] = await Promise.all([
    findStanding(),
    listMessages(view),
    countMessages(view),
  ]);
  return { standing, view, lines, total, pages: Math.max(1, Math.ceil(total / mailPageSize)) };
}

const attemptsShown = 50;

/** A message as it was handed over, with every try. For administrators and the auditor; else "not found". */
export async function loadMessage(messageId: string): Promise<{
  message: SentMessage;
  headers: readonly { term: string; detail: string }[];
  attempts: readonly AttemptLine[];
  maySendAnew: boolean;
  isMailSent: boolean;
}> {
  const actor = await requireReader();
  const message = isUuid(messageId) ? await findSentMessage(messageId) : null;
  if (!message) notFound();
  const attempts = await listAttempts(message.id, attemptsShown);
  // Without a mail server there is no other way to whom it is for; in all other cases nobody else has seen it.
  const mayReadLinks = canSendAnew(actor) && message.status === "kept";
  return {
    message: mayReadLinks
      ? message
      : { ...message, text: hideSecrets(message.text), html: hideSecrets(message.html) },
    headers: [
      { term: "From", detail: env().MAIL_FROM ?? "nobody: MAIL_FROM is not set" },
      { term: "To", detail: message.address },
      { term: "Subject", detail: message.subject },
      { term: "Message-ID", detail: `<${messageIdOf(message.id, portalUrl())}>` },
      { term: "Auto-Submitted", detail: "auto-generated" },
      { term: "X-Request-Id", detail: message.requestId },
    ],
    attempts,
    maySendAnew:
      canSendAnew(actor) && isMailSent() && ["refused", "given_up", "kept"].includes(message.status),
    isMailSent: isMailSent(),
  };
}

/** Everybody whom no mail reaches, the longest first. For administrators and the auditor; else "not found". */
export async function loadUnreachable(search: Promise<Search>): Promise<{
  standing: MailStanding;
  page: number;
  pages: number;
  lines: readonly UnreachableLine[];
  maySendAnew: boolean;
}> {
  const actor = await requireReader();
  const view = unreachableViewSchema.parse(await search);
  const [standing, lines] = await Promise.all([findStanding(), listUnreachable(view)]);
  return {
    standing,
    page: view.page,
    pages: Math.max(1, Math.ceil(standing.unreachable / mailPageSize)),
    lines,
    maySendAnew: canSendAnew(actor) && isMailSent(),
  };
}

/** Whom of a department no mail reaches, for a notice on its page. Nobody for a reader who may not know. */
export async function findUnreachable(input: {
  departmentId: DepartmentId;
}): Promise<readonly UnreachableLine[]> {
  const actor = await requireActor();
  return canSeeUnreachable(actor, input) ? listUnreachableOf(input.departmentId) : [];
}

/** The signed-in person's own address, where it refuses; else null. */
export async function loadOwnRefusal(): Promise<UnreachableLine | null> {
  const { personId } = await requireActor();
  return findUnreachablePerson(personId);
}
