import type { Letter, LetterBlock } from "@/lib/features/mail/types";
import { formatTime } from "@/lib/kernel/format-date";

/** Something that a person hears of once a day. */
export type DigestLine = {
  readonly title: string;
  /** A path of this portal. */
  readonly href: string;
  readonly createdAt: Date;
  /** The body that it is about; null for what is about none. */
  readonly bodyName: string | null;
};

// A mail that is longer is not read; the rest stands in the inbox.
const shownAtMost = 60;

/** One mail for a day's worth of lines, by body and then by time. `dayWords` is the day it is sent on: "Friday, July 25, 2025". */
export function digestLetter(lines: readonly DigestLine[], dayWords: string): Letter {
  const ordered = lines.toSorted(
    (a, b) =>
      (a.bodyName ?? "").localeCompare(b.bodyName ?? "", "en") ||
      a.createdAt.getTime() - b.createdAt.getTime(),
  );
  const shown = ordered.slice(0, shownAtMost);
  const rest = ordered.length - shown.length;
  const groups = Map.groupBy(shown, ({ bodyName }) => bodyName ?? "The portal");
  const blocks = [...groups].flatMap(([name, own]): LetterBlock[] => [
    { kind: "heading", text: name },
    {
      kind: "list",
      items: own.map(({ title, href, createdAt }) => ({ text: `${title} (${formatTime(createdAt)})`, href })),
    },
  ]);
  if (rest > 0) {
    const count = rest.toLocaleString("en-US");
    blocks.push({
      kind: "paragraph",
      text: `${count} more ${rest === 1 ? "stands" : "stand"} in your inbox.`,
    });
  }
  const amount = lines.length.toLocaleString("en-US");
  return {
    subject: `${amount} ${lines.length === 1 ? "update" : "updates"}: ${dayWords}`,
    heading: "What you hear of once a day",
    blocks,
    action: { label: "Open your inbox", href: "/inbox" },
    why: "You get this because you hear of these things in one mail a day.",
  };
}
