import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newestMigration } from "@/lib/platform/schema-version";
import { knownMigrations } from "@/scripts/db/schema-engine";
import { isTest, root, sourcesIn } from "./source";

const product = ["app", "components", "lib"];

function pathsWith(pattern: RegExp, folders: readonly string[] = product): string[] {
  return sourcesIn(folders)
    .filter(({ path, text }) => !isTest(path) && pattern.test(text))
    .map(({ path }) => path);
}

describe("rules of the house", () => {
  it("reads the process environment in one file only", () => {
    expect(pathsWith(/process\.env\b/)).toEqual(["lib/platform/env.ts"]);
  });

  it("names in .env.example every setting that is read, and no other", () => {
    const read = readFileSync(join(root, "lib/platform/env.ts"), "utf8");
    const known = [...read.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name);
    const example = readFileSync(join(root, ".env.example"), "utf8");
    const named = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect(known.length).toBeGreaterThan(5);
    expect([...named].sort()).toEqual([...known].sort());
  });

  it("knows its own newest migration", () => {
    expect(newestMigration).toBe(knownMigrations().at(-1));
  });

  it("puts no markup into a page unescaped, and no style into an attribute", () => {
    expect(pathsWith(/dangerouslySetInnerHTML/)).toEqual([]);
    expect(pathsWith(/\sstyle=[{"]/)).toEqual([]);
  });

  it("names no package registry", () => {
    const texts = sourcesIn(
      ["app", "components", "lib", "prisma", "scripts", "docs"],
      [".ts", ".tsx", ".md", ".mjs", ".sql", ".prisma"],
    );
    const lock = readFileSync(join(root, "package-lock.json"), "utf8");
    const outside = /https?:\/\/[\w.-]*registry/;
    expect(texts.filter(({ text }) => outside.test(text)).map(({ path }) => path)).toEqual([]);
    expect(lock).not.toMatch(outside);
    expect(lock).not.toContain('"resolved"');
  });

  it("leaves no address of a third party in what a page may load", () => {
    const addresses = sourcesIn(product).flatMap(({ path, text }) =>
      isTest(path)
        ? []
        : [...text.matchAll(/(?:src|href)="(https?:[^"]+)"/g)].map(([, address]) => `${path}: ${address}`),
    );
    expect(addresses).toEqual([]);
  });
});
