import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import type { LiveFigures } from "./live";
import { type MailFigures, mailLines } from "./mail";
import { type Figures, median } from "./pairs";

export type Report = {
  readonly works: readonly Omit<Figures, "p99MsByRound">[];
  /** The median, over the rounds, of the 99th percentile at 10,000 bodies to that at 47 in the windows beside it. */
  readonly p99At10000Over47: number;
  /** What it takes until a change stands on every open dashboard. */
  readonly live: LiveFigures;
  readonly mail: MailFigures;
  readonly machine: string;
  readonly commit: string;
};

export function reportOf(figures: readonly Figures[], { live, mail }: Pick<Report, "live" | "mail">): Report {
  return {
    works: figures.map((one) => ({
      work: one.work,
      rps: rounded(one.rps, 1),
      floorRps: rounded(one.floorRps, 1),
      ratio: rounded(one.ratio, 3),
      p50Ms: rounded(one.p50Ms, 2),
      p99Ms: rounded(one.p99Ms, 2),
    })),
    p99At10000Over47: rounded(growthOf(figures), 3),
    live: Object.fromEntries(
      Object.entries(live).map(([name, value]) => [name, value === null ? null : rounded(value, 1)]),
    ) as LiveFigures,
    mail,
    machine: machine(),
    commit: commit(),
  };
}

function growthOf(figures: readonly Figures[]): number {
  const small = figures.find((one) => one.work === "dashboard-47")?.p99MsByRound ?? [];
  const large = figures.find((one) => one.work === "dashboard-10000")?.p99MsByRound ?? [];
  return median(large.map((p99, round) => p99 / (small[round] ?? Number.NaN)));
}

/** The least ratio that DESIGN.md section 7 promises. */
const promised: Readonly<Record<Figures["work"], number>> = {
  "dashboard-47": 0.15,
  "dashboard-10000": 0.15,
  "status-json": 0.5,
  autosave: 0.5,
  submit: 0.6,
  // A submission loses no more than a tenth of its rate to the outbox.
  outbox: 0.9,
};
const promisedGrowth = 1.3;
const promisedLiveMs = 1_000;

export function tableOf(report: Report): string {
  const rows = report.works.map((one) => [
    one.work,
    String(one.rps),
    String(one.floorRps),
    one.ratio.toFixed(3),
    `≥ ${promised[one.work]}`,
    one.ratio >= promised[one.work] ? "yes" : "NO",
    String(one.p50Ms),
    String(one.p99Ms),
  ]);
  const head = ["work", "a second", "floor", "ratio", "promised", "kept", "p50 ms", "p99 ms"];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd : cell.padStart).call(cell, widths[column] ?? 0))
      .join("  ");
  const growth = report.p99At10000Over47;
  return [
    line(head),
    ...rows.map(line),
    "",
    `p99 at 10,000 bodies over p99 at 47: ${growth} (promised ≤ ${promisedGrowth}: ${growth <= promisedGrowth ? "yes" : "NO"})`,
    liveLine(report.live),
    mailLines(report.mail),
    `${report.machine}, commit ${report.commit}`,
  ].join("\n");
}

function liveLine(live: LiveFigures): string {
  const { streams, changes, p50Ms, p99Ms, mostMs, openedInMs, kilobytesAStream, processorMsAChange } = live;
  const cost =
    kilobytesAStream === null || processorMsAChange === null
      ? ""
      : `; ${kilobytesAStream} kB a stream, ${processorMsAChange} ms of processor a change`;
  const isKept = p99Ms <= promisedLiveMs ? "yes" : "NO";
  return `${streams} open dashboards, ${changes} changes: p50 ${p50Ms} ms, p99 ${p99Ms} ms (promised ≤ ${promisedLiveMs}: ${isKept}), most ${mostMs} ms; opened in ${openedInMs} ms${cost}`;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${first?.model.trim() || "unnamed processor"}, ${memory} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

function commit(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync("git", args, { cwd: import.meta.dirname, encoding: "utf8" }).trim();
    return `${git("rev-parse", "--short=12", "HEAD")}${git("status", "--porcelain") ? " with changes" : ""}`;
  } catch {
    return "unknown";
  }
}
