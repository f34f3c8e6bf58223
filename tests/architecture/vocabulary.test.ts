import { describe, expect, it } from "vitest";
import { isTest, sourcesIn } from "./source";

const everywhere = [
  "schema",
  "types",
  "status",
  "policy",
  "events",
  "messages",
  "queries",
  "loaders",
  "service",
  "actions",
  "handlers",
  "jobs",
];

/** What a feature holds beyond the common words, each a part of its subject too large for one of them. */
const ownWords: Readonly<Record<string, readonly string[]>> = {
  accounts: [
    "auth-options",
    "codes-service",
    "guessable",
    "passkey-service",
    "password-service",
    "reset-link-service",
    "reset-service",
    "second-factor-queries",
    "second-factor-service",
    "sign-in-service",
    "totp",
  ],
  compliance: ["brief", "brief-letter", "brief-queries", "brief-service", "burn-up", "live"],
  coverage: ["who-to-call", "facilities"],
  directives: ["deadline", "reminder-days"],
  drills: ["scoring", "live"],
  liaisons: ["reachability", "reachability-sql"],
  mail: ["letter"],
  sessions: ["ending"],
  notifications: ["kinds", "account-kinds", "reach", "unheard", "digest", "calendar", "live", "compose/*"],
  people: ["invitations", "acceptance", "email-changes", "leaving", "list-queries"],
  plans: [
    "completeness",
    "summary",
    "red-flags",
    "model-text",
    "merge",
    "event-words",
    "judging",
    "locking",
    "versions",
    "presence",
    "sections/*",
  ],
};

const nouns = [
  "access-reviews",
  "accounts",
  "compliance",
  "coverage",
  "departments",
  "directives",
  "directory",
  "drills",
  "liaisons",
  "live",
  "mail",
  "notifications",
  "operations",
  "people",
  "plans",
  "sessions",
  "single-sign-on",
  "text-messages",
];

function isInVocabulary(path: string): boolean {
  const match = /^lib\/features\/([^/]+)\/(.+?)(\.test)?\.ts$/.exec(path);
  const [, noun, file] = match ?? [];
  if (!noun || !file || !nouns.includes(noun)) return false;
  const words = [...everywhere, ...(ownWords[noun] ?? [])];
  return (
    words.includes(file) || words.some((word) => word.endsWith("/*") && file.startsWith(word.slice(0, -1)))
  );
}

describe("the files of a feature", () => {
  it("have names out of a closed vocabulary", () => {
    const paths = sourcesIn(["lib/features"]).map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(40);
    expect(paths.filter((path) => !isInVocabulary(path))).toEqual([]);
  });

  it("are refused when the name is not in it", () => {
    expect(isInVocabulary("lib/features/plans/helpers.ts")).toBe(false);
    expect(isInVocabulary("lib/features/things/service.ts")).toBe(false);
    expect(isInVocabulary("lib/features/plans/service.ts")).toBe(true);
  });

  it("export nothing but actions where they are called from the browser", () => {
    for (const { path, text } of sourcesIn(["lib/features"]).filter((source) =>
      source.path.endsWith("/actions.ts"),
    )) {
      expect(text.startsWith('"use server";'), path).toBe(true);
      const names = [...text.matchAll(/^export (?:const|async function|function|type|class) (\w+)/gm)].map(
        ([, name]) => name,
      );
      expect(names.length, path).toBeGreaterThan(0);
      expect(
        names.filter((name) => !name?.endsWith("Action")),
        path,
      ).toEqual([]);
    }
  });
});

describe("source files", () => {
  it("are named in kebab-case, and nothing is called utils, helpers or misc", () => {
    const paths = sourcesIn(["lib", "components", "scripts", "tests", "prisma"]).map(({ path }) => path);
    const strange = paths.filter((path) =>
      path
        .split("/")
        .some(
          (part) => !/^[a-z0-9.-]+$/.test(part) || /^(utils?|helpers?|misc|common|index)\.tsx?$/.test(part),
        ),
    );
    expect(
      strange.filter((path) => !["prisma/seed/index.ts", "prisma/seed/demo/index.ts"].includes(path)),
    ).toEqual([]);
  });

  it("stay small enough to read in one sitting", () => {
    const long = sourcesIn(["app", "components", "lib", "scripts"])
      .filter(({ path, text }) => !isTest(path) && text.split("\n").length > 400)
      .map(({ path }) => path);
    expect(long).toEqual([]);
  });
});
