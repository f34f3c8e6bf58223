import { describe, expect, it } from "vitest";
import { type DigestLine, digestLetter } from "./digest";

const line = (bodyName: string | null, title: string, minute = 0): DigestLine => ({
  title,
  href: "/inbox",
  createdAt: new Date(Date.UTC(2025, 6, 25, 15, minute)),
  bodyName,
});

const wordsOf = (lines: readonly DigestLine[]) =>
  digestLetter(lines, "Friday, July 25, 2025").blocks.map((block) => {
    if (block.kind === "list") return block.items.map(({ text }) => text);
    return block.kind === "facts" ? [] : block.text;
  });

describe("a digest", () => {
  it("goes by body and then by time, and keeps what is about none", () => {
    expect(
      wordsOf([
        line("Zoo", "It was accepted", 5),
        line("Library", "It was filed", 9),
        line(null, "An address is refused"),
        line("Library", "A liaison accepted", 3),
      ]),
    ).toEqual([
      "The portal",
      ["An address is refused (8:00 a.m.)"],
      "Library",
      ["A liaison accepted (8:03 a.m.)", "It was filed (8:09 a.m.)"],
      "Zoo",
      ["It was accepted (8:05 a.m.)"],
    ]);
  });

  it("counts in its subject, and says how many it leaves to the inbox", () => {
    const many = Array.from({ length: 75 }, (_, place) => line("Library", `Number ${place}`));
    const letter = digestLetter(many, "Friday, July 25, 2025");
    expect(letter.subject).toBe("75 updates: Friday, July 25, 2025");
    expect(wordsOf(many).at(-1)).toBe("15 more stand in your inbox.");
    expect(digestLetter([line(null, "One")], "today").subject).toBe("1 update: today");
  });
});
