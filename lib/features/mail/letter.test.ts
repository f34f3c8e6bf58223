import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderHtml, renderSubject, renderText } from "./letter";
import type { Letter } from "./types";

const portalUrl = "https://portal.example.gov";

const letter: Letter = {
  subject: "Library: 2 days left",
  heading: "The plan of the Library is due on Friday",
  blocks: [
    {
      kind: "paragraph",
      text: "Two of nine sections are not finished. Whoever has a part in them is named below.",
    },
    { kind: "heading", text: "What is still owed" },
    {
      kind: "list",
      items: [
        {
          text: "Training, with Dana",
          href: "/department/LAPL/plans/ed-12/training",
          under: [
            "TRA-1: the modules",
            "TRA-2: new hires, within thirty days of the day on which they begin",
          ],
        },
        { text: "A signature" },
      ],
    },
    { kind: "facts", facts: [{ term: "Due", detail: "Friday, July 25, 2025, 11:59 p.m. Pacific" }] },
  ],
  action: { label: "Open the plan", href: "/department/LAPL/plans/ed-12" },
  why: "You prepare the plan of the Library.",
};

const isAddress = (line: string) => line.trimStart().startsWith(portalUrl);
const tags =
  /<\/?(?:!doctype|html|head|meta|title|style|body|main|footer|h1|h2|p|ul|li|dl|dt|dd|a|span|br)\b[^<>]*>/g;
const markup = (html: string) => html.replace(/<style>[\s\S]*?<\/style>/, "").match(tags) ?? [];
const words = (html: string) => html.replace(/<style>[\s\S]*?<\/style>/, "").replace(tags, "");

describe("a letter in a terminal", () => {
  it("reads from the heading to the reason, with each address whole on a line of its own", () => {
    expect(renderText(letter, portalUrl)).toBe(`The plan of the Library is due on Friday
========================================

Two of nine sections are not finished. Whoever has a part in them is named
below.

What is still owed
------------------

- Training, with Dana
  https://portal.example.gov/department/LAPL/plans/ed-12/training
  - TRA-1: the modules
  - TRA-2: new hires, within thirty days of the day on which they begin
- A signature

Due: Friday, July 25, 2025, 11:59 p.m. Pacific

Open the plan:
https://portal.example.gov/department/LAPL/plans/ed-12

-- 
You prepare the plan of the Library.
Choose what you are mailed about:
https://portal.example.gov/inbox/preferences

Sent by the Directive 12 portal. Nobody reads replies to this address.
`);
  });

  it("keeps the line breaks of what people typed, and cuts a word that is wider than the screen", () => {
    const text = renderText(
      { ...letter, blocks: [{ kind: "paragraph", text: `First.\r\nSecond.\n${"x".repeat(300)}` }] },
      portalUrl,
    );
    expect(text).toContain("\nFirst.\nSecond.\nxxx");
    expect(text.match(/x+/g)?.filter((run) => run.length > 3)).toEqual([
      ...Array.from({ length: 3 }, () => "x".repeat(76)),
      "x".repeat(72),
    ]);
  });
});

describe("a letter as HTML", () => {
  it("has a language, a title, one heading, both colour schemes, and fetches nothing", () => {
    const html = renderHtml(letter, portalUrl);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain("<title>Library: 2 days left</title>");
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html).toContain("color-scheme: light dark");
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html).not.toMatch(/<(img|link|script|iframe|table)\b|url\(|@import|\ssrc=/);
    expect(html).toContain(`<a href="${portalUrl}/department/LAPL/plans/ed-12">Open the plan</a>`);
    expect(html).toContain(`<a href="${portalUrl}/inbox/preferences">`);
  });

  it("shows the name of somebody who is called like a script, and runs nothing", () => {
    const name = `<script>alert("1")</script> & <img src=x onerror='a'>`;
    const html = renderHtml(
      {
        ...letter,
        subject: name,
        heading: name,
        blocks: [
          { kind: "paragraph", text: name },
          { kind: "list", items: [{ text: name, href: `/x?a="><script>` }] },
          { kind: "facts", facts: [{ term: name, detail: name }] },
        ],
        why: name,
      },
      portalUrl,
    );
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &lt;img");
    expect(html).toContain(`href="${portalUrl}/x?a=&quot;&gt;&lt;script&gt;"`);
  });

  it("lets no name turn the direction of the words after it", () => {
    const turned = { ...letter, heading: "Robin \u202Enoitpecxe\u202C of שרה" };
    for (const rendered of [renderHtml(turned, portalUrl), renderText(turned, portalUrl)]) {
      expect(rendered).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(rendered).toContain("Robin noitpecxe of שרה");
    }
  });
});

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ maxLength: 300 }),
  fc.constantFrom(
    `</title><script>`,
    `"><a href='x'>`,
    "\u202eabc",
    "a\u0000b",
    "\uD800",
    "\r\n\r\nBcc: a@b.test",
  ),
);
const path = fc.webPath().map((text) => `/${text.replace(/^\/+/, "")}`);
const anyLetter: fc.Arbitrary<Letter> = fc.record({
  subject: hostile,
  heading: hostile,
  blocks: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("paragraph" as const), text: hostile }),
      fc.record({ kind: fc.constant("heading" as const), text: hostile }),
      fc.record({
        kind: fc.constant("list" as const),
        items: fc.array(fc.record({ text: hostile, href: path }, { requiredKeys: ["text"] }), {
          maxLength: 4,
        }),
      }),
      fc.record({
        kind: fc.constant("facts" as const),
        facts: fc.array(fc.record({ term: hostile, detail: hostile }), { maxLength: 4 }),
      }),
    ),
    { maxLength: 5 },
  ),
  action: fc.record({ label: hostile, href: path }),
  why: hostile,
});

describe("any letter at all", () => {
  it("is at most 76 characters wide in a terminal, but for its addresses, which are whole", () => {
    fc.assert(
      fc.property(anyLetter, (any) => {
        const lines = renderText(any, portalUrl).split("\n");
        expect(lines.filter((line) => !isAddress(line) && [...line].length > 76)).toEqual([]);
        expect(lines).toContain(`${portalUrl}${any.action?.href}`);
      }),
    );
  });

  it("has no markup in HTML but our own, and no link but to the portal", () => {
    fc.assert(
      fc.property(anyLetter, (any) => {
        const html = renderHtml(any, portalUrl);
        expect(words(html)).not.toMatch(/[<>]/);
        const withAttributes = markup(html).filter(
          (tag) => /\s/.test(tag) && !/^<(meta|html|!doctype)/.test(tag),
        );
        for (const tag of withAttributes) {
          expect(tag).toMatch(
            /^<(a href="https:\/\/portal\.example\.gov\/[^"]*"|p class="action"|span class="address")>$/,
          );
        }
      }),
    );
  });

  it("can be kept by the database, and its subject is one line", () => {
    fc.assert(
      fc.property(anyLetter, (any) => {
        for (const text of [renderText(any, portalUrl), renderHtml(any, portalUrl), renderSubject(any)]) {
          expect(text.includes("\u0000") || !text.isWellFormed()).toBe(false);
        }
        expect(renderSubject(any)).not.toMatch(/[\r\n]/);
      }),
    );
  });
});
