import type { Letter, LetterBlock } from "./types";

/** Where people choose what they are mailed about. */
const preferencesPath = "/inbox/preferences";
const preferencesWords = "Choose what you are mailed about";
const senderWords = "Sent by the Directive 12 portal. Nobody reads replies to this address.";

const widest = 76;

/**
 * The letter for a terminal: lines of at most 76 characters, each address whole on a line of its own, so that it can be
 * clicked or copied.
 */
export function renderText(letter: Letter, portalUrl: string): string {
  const heading = wrap(clean(letter.heading));
  const parts = [
    [...heading, rule("=", heading)],
    ...letter.blocks.map((block) => linesOf(block, portalUrl)),
    ...(letter.action
      ? [[...wrap(`${clean(letter.action.label)}:`), `${portalUrl}${letter.action.href}`]]
      : []),
    ["-- ", ...wrap(clean(letter.why)), `${preferencesWords}:`, `${portalUrl}${preferencesPath}`],
    wrap(senderWords),
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function linesOf(block: LetterBlock, portalUrl: string): string[] {
  switch (block.kind) {
    case "paragraph":
      return wrap(clean(block.text));
    case "heading": {
      const lines = wrap(clean(block.text));
      return [...lines, rule("-", lines)];
    }
    case "list":
      return block.items.flatMap((item) => [
        ...wrap(clean(item.text), "- ", "  "),
        ...(item.href ? [`  ${portalUrl}${item.href}`] : []),
        ...(item.under ?? []).flatMap((text) => wrap(clean(text), "  - ", "    ")),
      ]);
    case "facts":
      return block.facts.flatMap(({ term, detail }) => wrap(`${clean(term)}: ${clean(detail)}`, "", "  "));
  }
}

const rule = (sign: string, lines: readonly string[]) =>
  sign.repeat(Math.min(widest, Math.max(1, ...lines.map((line) => [...line].length))));

/** Lines that are as wide as they may be; a word that is wider than a line is cut. Line breaks of the text stay. */
function wrap(text: string, first = "", rest = ""): string[] {
  const lines: string[] = [];
  let indent = first;
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(/[ \t]+/).flatMap((one) => pieces(one, widest - rest.length))) {
      const longer = line ? `${line} ${word}` : word;
      if (line && [...indent, ...longer].length > widest) {
        lines.push(indent + line);
        indent = rest;
        line = word;
      } else line = longer;
    }
    lines.push(`${indent}${line}`.trimEnd());
    indent = rest;
  }
  return lines;
}

function pieces(word: string, width: number): string[] {
  const letters = [...word];
  const cut: string[] = [];
  for (let from = 0; from < letters.length; from += width) {
    cut.push(letters.slice(from, from + width).join(""));
  }
  return cut;
}

/**
 * Without what is not meant to be seen: control characters other than the line break, and the marks that turn the
 * direction of writing, with which a name could make the words after it say something else.
 */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[^\P{Cc}\n\t]/gu, "");
}

/** A subject in one line. */
export function renderSubject(letter: Letter): string {
  return clean(letter.subject).replace(/\s+/g, " ").trim();
}

// The colours of app/globals.css. In one element and not in attributes, so that dark can answer to light; where a
// reader leaves it out, what is left is plain and whole.
const styles = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 24px 16px; background: #ffffff; color: #14202e;
  font: 16px/1.5 "Public Sans", system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; }
main, footer { max-width: 600px; margin: 0 auto; overflow-wrap: anywhere; }
h1 { font-size: 22px; line-height: 1.25; margin: 0 0 16px; }
h2 { font-size: 18px; line-height: 1.3; margin: 24px 0 8px; }
p, ul, dl { margin: 0 0 16px; }
ul { padding-left: 20px; }
li { margin: 0 0 6px; }
li ul { margin: 6px 0 12px; }
dt { color: #48566a; font-size: 14px; }
dd { margin: 0 0 8px; }
a { color: #0b4f9e; }
.action { margin: 24px 0; }
.action a { font-size: 18px; font-weight: 600; }
.address, footer { color: #48566a; font-size: 14px; }
.address { display: block; font-weight: 400; }
footer { border-top: 1px solid #d5dde8; margin-top: 24px; padding-top: 16px; }
@media (prefers-color-scheme: dark) {
  body { background: #0e151e; color: #eaf0f7; }
  a { color: #8bbcf5; }
  dt, .address, footer { color: #a9b7c8; }
  footer { border-top-color: #2b3848; }
}
`;

/**
 * The letter as HTML: one column, light and dark, nothing that is fetched from anywhere. Every word of the letter is
 * escaped; every link is one of this portal.
 */
export function renderHtml(letter: Letter, portalUrl: string): string {
  const action = letter.action
    ? `<p class="action">${link(portalUrl, letter.action.href, letter.action.label)}
<span class="address">${escaped(portalUrl + letter.action.href)}</span></p>`
    : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(renderSubject(letter))}</title>
<style>${styles}</style>
</head>
<body>
<main>
<h1>${escaped(letter.heading)}</h1>
${letter.blocks.map((block) => markupOf(block, portalUrl)).join("\n")}
${action}
</main>
<footer>
<p>${escaped(letter.why)} ${link(portalUrl, preferencesPath, preferencesWords)}.</p>
<p>${escaped(senderWords)}</p>
</footer>
</body>
</html>
`;
}

function markupOf(block: LetterBlock, portalUrl: string): string {
  switch (block.kind) {
    case "paragraph":
      return `<p>${escaped(block.text)}</p>`;
    case "heading":
      return `<h2>${escaped(block.text)}</h2>`;
    case "list": {
      const items = block.items.map(({ text, href, under = [] }) => {
        const own = href ? link(portalUrl, href, text) : escaped(text);
        const inner = under.map((one) => `<li>${escaped(one)}</li>`).join("\n");
        return `<li>${own}${inner && `\n<ul>\n${inner}\n</ul>`}</li>`;
      });
      return `<ul>\n${items.join("\n")}\n</ul>`;
    }
    case "facts": {
      const facts = block.facts.map(
        ({ term, detail }) => `<dt>${escaped(term)}</dt><dd>${escaped(detail)}</dd>`,
      );
      return `<dl>\n${facts.join("\n")}\n</dl>`;
    }
  }
}

const link = (portalUrl: string, href: string, words: string) =>
  `<a href="${escaped(portalUrl + href)}">${escaped(words)}</a>`;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return clean(text)
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? "")
    .replaceAll("\n", "<br>\n");
}
