import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerError } from "smtp-server";

/** A mail that the server has said "250" to. */
export type Received = {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly raw: string;
  /** By this process's clock, in milliseconds since the epoch. */
  readonly atMs: number;
};

type Reply = { readonly code: number; readonly words: string };
/** What the server answers instead of "250": a refusal, or nothing at all until the other side gives up. */
export type Answer = Reply | "silence" | null;

export type Inbox = {
  readonly port: number;
  readonly url: string;
  /** Every mail that was taken, a second copy too, in the order in which they came. */
  readonly received: readonly Received[];
  readonly close: () => Promise<void>;
};

/**
 * A mail server on this machine that counts. What it answers at RCPT TO and after the message is for the test to say,
 * which may also take its time over it.
 */
export async function openInbox(
  answers: {
    readonly port?: number;
    readonly onRecipient?: (address: string) => Answer | Promise<Answer>;
    readonly onMessage?: (mail: Received) => Answer | Promise<Answer>;
    /** The "250" has been written to the connection. */
    readonly onTaken?: (mail: Received) => void;
  } = {},
): Promise<Inbox> {
  const received: Received[] = [];
  const reply = (answer: Answer, done: (error?: Error | null) => void) => {
    if (answer === "silence") return;
    if (answer === null) return done();
    const refusal: SMTPServerError = new Error(answer.words);
    refusal.responseCode = answer.code;
    done(refusal);
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    // One that hangs is ended by its client, not by us.
    closeTimeout: 100,
    onRcptTo: async ({ address }, _session, done) =>
      reply((await answers.onRecipient?.(address)) ?? null, done),
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", async () => {
        const raw = Buffer.concat(parts).toString("utf8");
        const mail: Received = {
          messageId: headerOf(raw, "Message-ID"),
          to: session.envelope.rcptTo[0]?.address ?? "",
          subject: headerOf(raw, "Subject"),
          raw,
          atMs: Date.now(),
        };
        const answer = (await answers.onMessage?.(mail)) ?? null;
        if (answer === null) received.push(mail);
        reply(answer, done);
        if (answer === null) answers.onTaken?.(mail);
      });
    },
  });
  // Connections that a killed worker leaves behind.
  server.on("error", () => undefined);
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(answers.port ?? 0, "127.0.0.1", () => done());
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

export function headerOf(raw: string, name: string): string {
  const [head = ""] = raw.split("\r\n\r\n");
  const unfolded = head.replace(/\r\n[ \t]+/g, " ");
  const line = unfolded.split("\r\n").find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim() ?? "";
}
