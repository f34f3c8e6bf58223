import "server-only";
import nodemailer from "nodemailer";
import { env } from "./env";
import { log } from "./log";

/** A message as it is to leave: its id and its date are the same at every try. */
export type OutgoingMail = {
  /** Without the angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** What the other side made of a message. */
export type HandedOver = {
  /**
   * `refused`: for good, by a 5xx that is about this recipient or this message. `try_again`: everything else, above all
   * what is our own configuration or an outage, of which no address is to be blamed.
   */
  readonly outcome: "taken" | "try_again" | "refused";
  /** Null where there was no reply. */
  readonly replyCode: number | null;
  /** What the other side said, or why it said nothing. It may hold an address, and does not belong in a log. */
  readonly words: string;
};

const connections = 20;
const timeoutsMs = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 } as const;
const longestWords = 500;

const senderName = "Directive 12 portal";

function openPool(url: string) {
  const { username, hostname } = new URL(url);
  const isOnThisMachine = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const pool = nodemailer.createTransport({
    pool: true,
    url,
    ...timeoutsMs,
    maxConnections: connections,
    maxMessages: 500,
    // Only of what was certainly not sent: a connection that closed before a byte of the message left.
    maxRequeues: 2,
    // A password is not shown to a server that offers no TLS, or to somebody who pretends to be one.
    requireTLS: username !== "" && !isOnThisMachine,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  pool.on("error", (error: Error) => log.warn({ code: codeOf(error) }, "connection to the mail server lost"));
  return pool;
}

type Pool = ReturnType<typeof openPool>;
const holder = globalThis as typeof globalThis & { portalMail?: Pool | undefined };

/** Whether there is a mail server to hand messages to. */
export function isMailSent(): boolean {
  return env().SMTP_URL !== undefined;
}

/**
 * Hands one message to the mail server, over a pool of connections that is kept. Never throws for what the other side
 * says, and never inside a transaction. A message whose connection was lost after it had been sent in full may have been
 * taken: the same `messageId` tells the second from a new one. Assumes `isMailSent`.
 */
export async function handOver(mail: OutgoingMail, signal?: AbortSignal): Promise<HandedOver> {
  const { SMTP_URL: url, MAIL_FROM: from } = env();
  if (!url || !from) throw new Error("SMTP_URL and MAIL_FROM are not set");
  holder.portalMail ??= openPool(url);
  try {
    const { response } = await holder.portalMail.sendMail({
      from: { name: senderName, address: from },
      // As an object, so that it is one address whatever stands in it.
      to: { name: "", address: mail.to },
      messageId: `<${mail.messageId}>`,
      date: mail.date,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: { "Auto-Submitted": "auto-generated", ...mail.headers },
      ...(signal && { signal }),
    });
    return { outcome: "taken", replyCode: replyCodeIn(response), words: cut(response) };
  } catch (error) {
    return judgeFailure(error);
  }
}

/** Closes the connections, of a process that is done with them. */
export function closeMail(): void {
  holder.portalMail?.close({ force: true });
  holder.portalMail = undefined;
}

type Failure = {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
  readonly message?: unknown;
};

/** The 5xx that speak of how we came (no such command, sign in first, encrypt first), and of no recipient. */
const aboutUs: ReadonlySet<number> = new Set([500, 501, 502, 503, 504, 530, 534, 535, 538]);
/**
 * What is held against the sending host, whoever is written to: that it may not relay, is on a block list, or failed
 * SPF, DKIM or DMARC (the enhanced codes 5.7.20 to 5.7.29 of RFC 7372). Every address would be blamed for it.
 */
const aboutOurHost = /\brelay|\b5\.7\.2\d\b|\b(?:SPF|DKIM|DMARC|block ?list|blacklist)|banned sending/i;
const unusable = /^(Invalid recipient|No recipients defined)/;

/** Whose fault it is that a message was not taken. Exported for its test. */
export function judgeFailure(error: unknown): HandedOver {
  const { code, command, responseCode, response, message } = (error ?? {}) as Failure;
  const replyCode = typeof responseCode === "number" && responseCode > 0 ? responseCode : null;
  const words = cut(typeof response === "string" && response ? response : wordsOf(code, message));
  if (replyCode === null) {
    // Our own library found it, before anything was sent.
    const isUnusable = code === "EENVELOPE" && unusable.test(String(message));
    return { outcome: isUnusable ? "refused" : "try_again", replyCode, words };
  }
  const isAboutIt = (command === "RCPT TO" || command === "DATA") && !aboutUs.has(replyCode);
  const isRefused = isAboutIt && replyCode >= 500 && replyCode < 600 && !aboutOurHost.test(words);
  return { outcome: isRefused ? "refused" : "try_again", replyCode, words };
}

const silences: Readonly<Record<string, string>> = {
  ECONNECTION: "The connection to the mail server was lost.",
  ETIMEDOUT: "The mail server did not answer in time.",
  ESOCKET: "The mail server could not be reached.",
  EDNS: "The name of the mail server was not found.",
  ETLS: "The connection to the mail server could not be encrypted, or its certificate is not trusted.",
  EAUTH: "The mail server did not let the portal sign in.",
  EENVELOPE: "The address is not one that mail can be sent to.",
  EABORT: "The try was broken off.",
};

function wordsOf(code: unknown, message: unknown): string {
  if (typeof code === "string" && silences[code]) return silences[code];
  return typeof message === "string" && message ? message : "The message could not be handed over.";
}

function replyCodeIn(response: string): number | null {
  const [, digits] = /^(\d{3})\b/.exec(response) ?? [];
  return digits ? Number(digits) : null;
}

/** In one line that the database can keep. */
function cut(words: string): string {
  return words
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, longestWords);
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "unknown";
}
