import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const built = ["app", "components", "lib", "prisma/schema", "public"];
const files = [
  "package-lock.json",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "instrumentation.ts",
];
const stampPath = join(root, ".next/sources.sha256");

/** A hash of everything that the build is made from. */
export function hashSources(): string {
  const hash = createHash("sha256");
  const add = (path: string) =>
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(root, path)));
  for (const folder of built) {
    if (!existsSync(join(root, folder))) continue;
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.sort()) add(path.slice(root.length + 1));
  }
  for (const file of files) if (existsSync(join(root, file))) add(file);
  return hash.digest("hex");
}

export function isBuilt(): boolean {
  return existsSync(stampPath) && readFileSync(stampPath, "utf8") === hashSources();
}

export function markBuilt(hash: string): void {
  writeFileSync(stampPath, hash);
}
