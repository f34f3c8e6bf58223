import type { Letter, LetterBlock } from "@/lib/features/mail/types";
import { formatDay } from "@/lib/kernel/calendar-day";
import { formatDateTime } from "@/lib/kernel/format-date";
import { type Brief, type BriefSection, nothingStuck } from "./brief";

const count = (amount: number) => amount.toLocaleString("en-US");

/** The sheet as a letter. */
export function briefLetter(brief: Brief): Omit<Letter, "why"> {
  const { directive, trend } = brief;
  const blocks: LetterBlock[] = [
    { kind: "paragraph", text: brief.sentence },
    {
      kind: "facts",
      facts: [
        { term: "Due", detail: brief.dueText },
        { term: "As of", detail: formatDateTime(brief.now, directive.timeZone) },
        { term: "Since yesterday", detail: brief.spanWords },
      ],
    },
    ...sectionBlocks(brief.filed),
    ...sectionBlocks(brief.overdue),
  ];
  if (brief.stuck.length === 0) {
    blocks.push({ kind: "heading", text: "Stuck" }, { kind: "paragraph", text: nothingStuck });
  }
  for (const group of brief.stuck) blocks.push(...sectionBlocks(group));
  blocks.push(
    { kind: "heading", text: "The trend" },
    { kind: "paragraph", text: trend.sentence },
    {
      kind: "list",
      items: trend.days.map(({ day, filed }) => ({ text: `${formatDay(day)}: ${count(filed)}` })),
    },
    ...sectionBlocks(brief.extensions),
  );
  return {
    subject: `${directive.title}, ${brief.day}: ${brief.sentence.replace(/\.$/, "")}`,
    heading: `Mayor's brief of ${brief.day}`,
    blocks,
    action: { label: "Open the brief", href: `/mayor/${directive.code}/brief` },
  };
}

function sectionBlocks({ heading, total, lines, empty, more }: BriefSection): LetterBlock[] {
  const blocks: LetterBlock[] = [
    { kind: "heading", text: total > 0 ? `${heading} (${count(total)})` : heading },
  ];
  if (lines.length === 0) return [...blocks, { kind: "paragraph", text: empty }];
  const items = lines.map(({ name, detail, contact, href }) => ({
    text: `${name}: ${detail}${contact ? `. Call ${[contact.words, contact.phone].filter(Boolean).join(", ")}` : ""}`,
    href,
  }));
  return [...blocks, { kind: "list", items: more ? [...items, more] : items }];
}
