import { join } from "node:path";
import { run } from "@/scripts/run";

export type MailFigures = {
  readonly atRest: { readonly p50Ms: number; readonly p99Ms: number; readonly samples: number };
  /** Each event is committed right after a thousand mails were queued, of lower priority and of the same by turns. */
  readonly behind1000: {
    readonly p99Ms: number;
    readonly samePriorityP99Ms: number;
    readonly samples: number;
    readonly mailsPerSecond: number;
  };
};

/** Measures the way of a mail in a process of its own, with its own database, worker and mail server. */
export async function measureMail({ isQuick }: { isQuick: boolean }): Promise<MailFigures> {
  const script = join(import.meta.dirname, "mail-path.ts");
  const args = [
    "--conditions=react-server",
    "--import",
    "tsx",
    script,
    "--json",
    ...(isQuick ? ["--quick"] : []),
  ];
  const { code, output } = await run(process.execPath, args);
  const line = output.trim().split("\n").at(-1) ?? "";
  if (code !== 0 || !line.startsWith("{")) throw new Error(`The way of a mail was not measured:\n${output}`);
  return JSON.parse(line) as MailFigures;
}

const promised = { atRestMs: 2_000, behind1000Ms: 5_000 } as const;

export function mailLines(figures: MailFigures): string {
  const verdict = (ms: number, most: number) =>
    `${ms} ms (promised ≤ ${most} ms: ${ms <= most ? "yes" : "NO"})`;
  const { atRest: rest, behind1000: behind } = figures;
  return [
    `event to mail server, at rest: p50 ${rest.p50Ms} ms, p99 ${verdict(rest.p99Ms, promised.atRestMs)}`,
    `event to mail server, behind 1,000 reminders: p99 ${verdict(behind.p99Ms, promised.behind1000Ms)}`,
    `event to mail server, behind 1,000 of its own priority: p99 ${verdict(behind.samePriorityP99Ms, promised.behind1000Ms)}`,
    `${behind.mailsPerSecond} mails a second by one worker`,
  ].join("\n");
}
