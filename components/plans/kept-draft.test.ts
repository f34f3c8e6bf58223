import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anySections } from "@/tests/factories/any-content";
import { clearKeptDrafts, draftKey, dropDraft, findDraft, type KeptDraft, keepDraft } from "./kept-draft";

/** The browser's storage as far as its contract goes: entries are own members, and there may be no room. */
function storageWith(entries: Readonly<Record<string, string>> = {}, isFull = false): Storage {
  const storage = Object.create({
    getItem: (key: string) => (Object.hasOwn(storage, key) ? storage[key] : null),
    setItem: (key: string, value: string) => {
      if (isFull) throw new DOMException("no room", "QuotaExceededError");
      storage[key] = value;
    },
    removeItem: (key: string) => delete storage[key],
  });
  return Object.assign(storage, entries);
}

const of = { personId: "p1", departmentCode: "LAPL", directiveCode: "ed-12", section: "training" };
const draft: KeptDraft = { baseRevision: 3, base: { note: "old" }, content: { note: "new" } };

describe("a text kept in the browser", () => {
  it("is found again as it was", () => {
    fc.assert(
      fc.property(anySections, ({ protocols: content }) => {
        const storage = storageWith();
        keepDraft(storage, draftKey(of), { ...draft, content });
        expect(findDraft(storage, draftKey(of))).toEqual({ ...draft, content });
      }),
    );
  });

  it.each([
    { personId: "p2" },
    { departmentCode: "RAP" },
    { directiveCode: "ed-17" },
    { section: "records" },
  ])("is not shown for another person, department, directive or section: %j", (other) => {
    const storage = storageWith();
    keepDraft(storage, draftKey(of), draft);
    expect(findDraft(storage, draftKey({ ...of, ...other }))).toBeNull();
  });

  it.each(["", "nonsense", "null", "[]", '{"baseRevision":"3"}', '{"baseRevision":3,"base":{}}'])(
    "is none where %j stands, which this product did not write",
    (text) => {
      expect(findDraft(storageWith({ [draftKey(of)]: text }), draftKey(of))).toBeNull();
    },
  );

  it("does not get in the way of writing when the storage is full", () => {
    const storage = storageWith({}, true);
    keepDraft(storage, draftKey(of), draft);
    expect(findDraft(storage, draftKey(of))).toBeNull();
  });

  it("is gone once the server has it, and it alone", () => {
    const storage = storageWith();
    const other = draftKey({ ...of, section: "records" });
    keepDraft(storage, draftKey(of), draft);
    keepDraft(storage, other, draft);
    dropDraft(storage, draftKey(of));
    expect([findDraft(storage, draftKey(of)), findDraft(storage, other)]).toEqual([null, draft]);
  });
});

describe("signing out", () => {
  it("clears every kept text, of whomever, and nothing else of the browser's", () => {
    const storage = storageWith({ theme: "dark" });
    for (const personId of ["p1", "p2"])
      for (const section of ["training", "records"])
        keepDraft(storage, draftKey({ ...of, personId, section }), draft);
    clearKeptDrafts(storage);
    expect(Object.keys(storage)).toEqual(["theme"]);
  });
});
