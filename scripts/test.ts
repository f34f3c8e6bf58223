import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "./chromium";
import { run } from "./run";

const root = join(import.meta.dirname, "..");
const isWithoutBrowser = process.argv.includes("--without-browser");
const reports = mkdtempSync(join(tmpdir(), "portal-reports-"));

type Tally = { passed: number; failed: number; skipped: number };
const total: Tally = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];

/** Runs one step, shows what it printed when it failed, and adds what it counted. */
async function step(label: string, work: () => Promise<Tally & { output?: string }>): Promise<boolean> {
  const startedAt = performance.now();
  process.stdout.write(`${label} …\n`);
  const tally = await work().catch((error: unknown) => ({
    passed: 0,
    failed: 1,
    skipped: 0,
    output: String(error),
  }));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (tally.failed > 0) {
    failures.push(label);
    console.log(tally.output ?? "");
  }
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : "";
  console.log(`${label}: ${tally.passed} passed, ${tally.failed} failed${skipped} (${seconds} s)\n`);
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
  return tally.failed === 0;
}

/** A command that either holds or does not: one test. */
async function check(command: string, args: readonly string[]) {
  const { code, output } = await run(command, args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  success: boolean;
};

async function vitest(project: string) {
  const file = join(reports, `${project}.json`);
  const { code, output } = await run("vitest", [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, output };
  const report = JSON.parse(readFileSync(file, "utf8")) as VitestReport;
  // A file that does not load has no tests to fail: its failure must not vanish from the count.
  const failed = Math.max(report.numFailedTests, code === 0 ? 0 : 1);
  const isEmpty = report.numPassedTests === 0;
  return {
    passed: report.numPassedTests,
    failed: isEmpty ? Math.max(failed, 1) : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    output,
  };
}

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
};

async function playwright(executablePath: string | null) {
  const file = join(reports, "browser.json");
  const { code, output } = await run("playwright", ["test"], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    ...(executablePath ? { CHROMIUM_PATH: executablePath } : {}),
  });
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, output };
  const { stats } = JSON.parse(readFileSync(file, "utf8")) as PlaywrightReport;
  const failed = Math.max(stats.unexpected + stats.flaky, code === 0 ? 0 : 1);
  return {
    passed: stats.expected,
    failed: stats.expected === 0 ? Math.max(failed, 1) : failed,
    skipped: stats.skipped,
    output,
  };
}

process.chdir(root);
await step("Format and lint", () => check("biome", ["ci", "."]));
await step("Types", async () => {
  const made = await run("next", ["typegen"]);
  return made.code === 0
    ? check("tsc", ["--noEmit"])
    : { passed: 0, failed: 1, skipped: 0, output: made.output };
});
await step("Layers", () => check("tsx", ["scripts/check-layers.ts"]));
await step("Unused code", () => check("knip", []));
await step("Unit and architecture", () => vitest("unit"));
await step("Integration, on Postgres", () => vitest("integration"));
const isBuilt = await step("Build", () => check("tsx", ["--conditions=react-server", "scripts/build.ts"]));
if (!isWithoutBrowser) {
  if (isBuilt) {
    await step("Browser journeys", async () => {
      const { path, words } = await findChromium();
      console.log(`  ${words}`);
      return playwright(path);
    });
  } else {
    await step("Browser journeys", async () => ({
      passed: 0,
      failed: 1,
      skipped: 0,
      output: "Not run: there is no build to run them against.",
    }));
  }
}
await step("Boot from empty", () => vitest("boot"));
await step("Faults", () => vitest("faults"));
rmSync(reports, { recursive: true, force: true });

if (failures.length > 0) console.log(`Failed: ${failures.join("; ")}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
// Everything that was printed must be out before the last line, which is read by machines.
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`, () =>
  process.exit(total.failed > 0 ? 1 : 0),
);
