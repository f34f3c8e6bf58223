import { describe, expect, it } from "vitest";
import { languageName, languages } from "./languages";

describe("a language", () => {
  it("has one code and one name of its own", () => {
    expect(new Set(languages.map(({ code }) => code)).size).toBe(languages.length);
    expect(new Set(languages.map(({ name }) => name)).size).toBe(languages.length);
  });

  it("has a code that browsers understand", () => {
    for (const { code } of languages) expect(Intl.DateTimeFormat.supportedLocalesOf(code)).toHaveLength(1);
  });

  it("is shown by its name, and by its code where it is not in the list", () => {
    expect(languageName("zh-Hant")).toBe("Chinese (Traditional)");
    expect(languageName("mixtec")).toBe("mixtec");
  });
});
