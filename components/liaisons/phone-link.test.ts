import { describe, expect, it } from "vitest";
import { phoneHref } from "./phone-link";

describe("a telephone link", () => {
  it("dials a number of this country, another country's, and an extension", () => {
    expect(phoneHref("(213) 555-0142")).toBe("tel:+12135550142");
    expect(phoneHref("+442079460000")).toBe("tel:+442079460000");
    expect(phoneHref("(213) 555-0142 ext. 12")).toBe("tel:+12135550142;ext=12");
  });
});
