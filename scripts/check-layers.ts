import { run } from "./run";

// A checker that cannot read TypeScript finds nothing wrong in nothing: too few modules is a failure too.
const fewestModules = 170;

const { output } = await run("depcruise", [
  "app",
  "components",
  "lib",
  "--config",
  ".dependency-cruiser.mjs",
  "--output-type",
  "json",
]);
type Report = {
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
};
const { summary } = JSON.parse(output.slice(output.indexOf("{"))) as Report;
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
const isTooFew = summary.totalCruised < fewestModules;
if (isTooFew) console.error(`Only ${summary.totalCruised} modules were read; there are more than ${fewestModules}.`);
console.log(`${summary.totalCruised} modules read, ${summary.violations.length} violations.`);
process.exit(isTooFew || summary.violations.length > 0 ? 1 : 0);
