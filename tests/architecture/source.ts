import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");

export type Source = { readonly path: string; readonly text: string };

/** The files under the given folders whose names end as asked, with their text. Paths are relative to the project. */
export function sourcesIn(
  folders: readonly string[],
  endings: readonly string[] = [".ts", ".tsx"],
): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .filter((path) => !path.includes("node_modules/") && !path.startsWith("generated/"))
      .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") })),
  );
}

export const isTest = (path: string) => path.endsWith(".test.ts");
