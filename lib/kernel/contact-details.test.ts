import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isEmail, isPhone, normalisePhone, readWholeNumber } from "./contact-details";

describe("a telephone number", () => {
  it.each([
    ["(213) 555-0142", "(213) 555-0142"],
    ["213-555-0142", "(213) 555-0142"],
    ["213.555.0142", "(213) 555-0142"],
    [" 2135550142 ", "(213) 555-0142"],
    ["1 213 555 0142", "(213) 555-0142"],
    ["+1 (213) 555-0142", "(213) 555-0142"],
    ["213-555-0142 x12", "(213) 555-0142 ext. 12"],
    ["213-555-0142 Ext. 12", "(213) 555-0142 ext. 12"],
    ["213-555-0142 extension 1234", "(213) 555-0142 ext. 1234"],
    ["+44 20 7946 0000", "+442079460000"],
  ])("typed as %j is kept as %j", (typed, kept) => {
    expect(normalisePhone(typed)).toBe(kept);
  });

  it.each([
    "",
    "555-0142",
    "213-555-014",
    "213-555-01422",
    "113-555-0142",
    "213-155-0142",
    "213-555-0142 or 0143",
    "call the front desk",
    "+123",
    "+4420794600001234",
    "1-800-FLOWERS",
  ])("is not %j, which nobody could dial", (typed) => {
    expect(normalisePhone(typed)).toBeNull();
    expect(isPhone(typed)).toBe(false);
  });

  it("once kept is kept the same when it is saved again", () => {
    const typed = fc.oneof(
      fc.string({ unit: fc.constantFrom(..."+0123456789 ()-.x"), maxLength: 24 }),
      fc.stringMatching(/^[2-9]\d{2}-[2-9]\d{2}-\d{4}( x\d{1,6})?$/),
      fc.stringMatching(/^\+[2-9]\d{7,14}( ext\. \d{1,6})?$/),
    );
    fc.assert(
      fc.property(typed, (phone) => {
        const kept = normalisePhone(phone);
        if (kept !== null) expect(normalisePhone(kept)).toBe(kept);
      }),
    );
  });
});

describe("an e-mail address", () => {
  it.each(["a@b.test", "liaison.lapl@lacity.org", "first+tag@sub.lacity.org", "o'neil@lacity.org"])(
    "is %s",
    (typed) => expect(isEmail(typed)).toBe(true),
  );

  it.each([
    "",
    "liaison",
    "liaison@lacity",
    "@lacity.org",
    "a@@lacity.org",
    "a b@lacity.org",
    "a@lacity..org",
    "a@lacity.org, b@lacity.org",
    "Liaison <a@lacity.org>",
    `${"a".repeat(250)}@b.test`,
  ])("is not %j", (typed) => expect(isEmail(typed)).toBe(false));
});

describe("a whole number as people type it", () => {
  it("is read back from any way of writing it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (amount) => {
        expect(readWholeNumber(String(amount))).toBe(amount);
        expect(readWholeNumber(` ${amount.toLocaleString("en-US")} `)).toBe(amount);
      }),
    );
  });

  it.each(["", "-1", "1.5", "1e3", "12,00", "1,2000", ",100", "about 40", "forty", "1234567890"])(
    "is not %j",
    (typed) => expect(readWholeNumber(typed)).toBeNull(),
  );
});
