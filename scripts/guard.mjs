// Runs under the host's own Node before anything is installed: no dependency, plain JavaScript.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const major = Number(process.versions.node.split(".")[0]);
if (major < 20) {
  console.error(`Node ${process.versions.node} is too old. Install Node 20 or newer, then run this again.`);
  process.exit(1);
}

const hashOf = (paths) => {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest("hex");
};
const holds = (stamp, hash) => existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
function run(label, command, args, beforeAnotherTry) {
  console.log(label);
  const once = () => spawnSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], env });
  let { status } = once();
  if (status !== 0 && beforeAnotherTry) {
    beforeAnotherTry();
    ({ status } = once());
  }
  if (status !== 0) {
    console.error(
      `${label} failed. Run the same command again; if it fails again, remove node_modules first.`,
    );
    process.exit(status ?? 1);
  }
}

const lock = hashOf([join(root, "package-lock.json")]);
const lockStamp = join(root, "node_modules/.portal-lock");
// npm writes its own record last: one that is younger than the lock file is of an install by hand.
const record = join(root, "node_modules/.package-lock.json");
const isInstalledByHand =
  !existsSync(lockStamp) &&
  existsSync(record) &&
  statSync(record).mtimeMs > statSync(join(root, "package-lock.json")).mtimeMs;
if (isInstalledByHand) writeFileSync(lockStamp, lock);
if (!holds(lockStamp, lock)) {
  // npm at times fails to empty a folder that it is emptying itself; from nothing it succeeds.
  run(
    "Installing the packages of the lock file",
    "npm",
    ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
    () => rmSync(join(root, "node_modules"), { recursive: true, force: true, maxRetries: 5 }),
  );
  writeFileSync(lockStamp, lock);
}

const schemaFolder = join(root, "prisma/schema");
const schema = hashOf(
  readdirSync(schemaFolder)
    .sort()
    .map((name) => join(schemaFolder, name)),
);
const schemaStamp = join(root, "generated/prisma/.portal-schema");
if (!holds(schemaStamp, schema)) {
  run("Generating the database client", join(root, "node_modules/.bin/node"), [
    join(root, "node_modules/prisma/build/index.js"),
    "generate",
    "--schema",
    schemaFolder,
  ]);
  writeFileSync(schemaStamp, schema);
}
