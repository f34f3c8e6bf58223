import { autosaveWork } from "./autosave";
import { closeConnections } from "./http";
import { measureLive } from "./live";
import { measureMail } from "./mail";
import { type Figures, measureInPairs, type Work } from "./pairs";
import { dashboardWork, statusWork } from "./reads";
import { reportOf, tableOf } from "./report";
import { addWatchers, setScene } from "./scene";
import { createStage } from "./stage";
import { submitWork } from "./submit";

// `--quick` tells whether everything still works; its figures are too few to be quoted.
const isQuick = process.argv.includes("--quick");
const rounds = isQuick ? 1 : 7;
const isJson = process.argv.includes("--json");
const say = (line: string) => process.stderr.write(`${line} …\n`);

const manager = createStage();
let leaving: Promise<never> | undefined;

/** Ends the run, once: what fails because the stage is being taken down changes nothing any more. */
function leave(code: number): Promise<never> {
  leaving ??= (async () => {
    closeConnections();
    await manager.close();
    process.exit(code);
  })();
  return leaving;
}
process.on("SIGINT", () => void leave(130));
process.on("SIGTERM", () => void leave(143));

async function measure(works: readonly Work[]): Promise<Figures[]> {
  say(`Measuring ${works.map(({ work }) => work).join(", ")}`);
  return measureInPairs(works, rounds);
}

try {
  const stage = await manager.open(say);
  say("Filling the database");
  const scene = await setScene(stage);
  const reads = [
    await dashboardWork(stage, scene, scene.small, "dashboard-47"),
    await dashboardWork(stage, scene, scene.large, "dashboard-10000"),
    await statusWork(stage, scene),
  ];
  const figures = await measure(reads);
  const autosave = await autosaveWork(stage, scene);
  figures.push(...(await measure([autosave.work])));
  await autosave.assertStored();
  const submit = await submitWork(stage, scene);
  figures.push(...(await measure([submit.work, submit.outbox])));
  await submit.assertStored();

  say("Measuring live");
  const watchers = await addWatchers(stage, isQuick ? 100 : 1_000);
  const live = await measureLive(stage, scene, watchers, isQuick ? 8 : 60);
  say("Measuring the way of a mail");
  const mail = await measureMail({ isQuick });

  const report = reportOf(figures, { live, mail });
  process.stdout.write(`${isJson ? JSON.stringify(report, null, 2) : tableOf(report)}\n`);
  await leave(0);
} catch (error) {
  if (!leaving) console.error(error instanceof Error ? error.message : error);
  await leave(1);
}
