import { readdirSync } from "node:fs";
import { join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config";

const root = join(import.meta.dirname, "..");
const folders = ["app", "components", "lib"];

function sourcesOnDisk(): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  );
}

process.chdir(root);
const options = await extractOptions(join(root, ".dependency-cruiser.mjs"));
const { output } = await cruise(folders, options, {}, { tsConfig: extractTsConfig("tsconfig.json") });
const { modules, summary } = output as ICruiseResult;
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);

// A checker that cannot read TypeScript finds nothing wrong in nothing: each file must have been read, and the files
// must be known to import one another, or the rules have not been asked anything.
const read = new Set(modules.map(({ source }) => source));
const unread = sourcesOnDisk().filter((path) => !read.has(path));
for (const path of unread) console.error(`Not read: ${path}`);
const inward = modules.flatMap(({ source, dependencies }) =>
  dependencies.filter(({ resolved }) => /^(components|lib)\//.test(resolved)).map(() => source),
);
const isBlind = inward.length < modules.length;
if (isBlind)
  console.error(`Only ${inward.length} imports between ${modules.length} modules were understood.`);
console.log(
  `${modules.length} modules and ${inward.length} imports read, ${summary.violations.length} violations.`,
);
process.exit(isBlind || unread.length > 0 || summary.violations.length > 0 ? 1 : 0);
