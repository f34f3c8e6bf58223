import type { Letter, LetterBlock } from "./types";

/** The letter for a terminal: lines of at most 76 characters, addresses whole on a line of their own. */
export function renderText(letter: Letter, portalUrl: string): string {
  const parts = [letter.heading, ...letter.blocks.map((block) => blockText(block, portalUrl))];
  if (letter.action) parts.push(`${letter.action.label}:\n${portalUrl}${letter.action.href}`);
  parts.push(letter.why);
  return `${parts.join("\n\n")}\n`;
}

function blockText(block: LetterBlock, portalUrl: string): string {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return block.text;
    case "list":
      return block.items
        .map((item) => `- ${item.text}${item.href ? `\n  ${portalUrl}${item.href}` : ""}`)
        .join("\n");
    case "facts":
      return block.facts.map(({ term, detail }) => `${term}: ${detail}`).join("\n");
  }
}

/** The letter as HTML, for light and dark. */
export function renderHtml(letter: Letter, portalUrl: string): string {
  return `<pre>${renderText(letter, portalUrl).replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</pre>`;
}
