import clsx from "clsx";
import { type ScaleLinear, type ScaleTime, scaleLinear, scaleUtc } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";
import { dayMs, type Filings, noonOf, paceNeeded, ticksBetween } from "./filings";

const height = 280;
const plot = { top: 44, bottom: 248 } as const;
const across = 1_000;
/** Keeps a label legible where a line runs behind it. */
const halo = "stroke-surface stroke-[5px] [paint-order:stroke] [stroke-linejoin:round]";

type Point = readonly [at: number, filed: number];
type Scales = {
  readonly x: ScaleTime<number, number>;
  readonly y: ScaleLinear<number, number>;
  /** A position across as a share of the width. */
  readonly share: (at: number) => string;
};

/**
 * Filings over time. Across, positions are shares of the width, so that the lines stretch to any screen while the
 * lettering and the strokes keep their size, on a phone as on a wall.
 */
export function BurnUpChart({ filings }: { filings: Filings }) {
  const { filed, required, issuedOn, due, now } = filings;
  const start = noonOf(issuedOn) - dayMs / 2;
  const end = Math.max(due, now) + dayMs / 2;
  const x = scaleUtc([start, end], [0, across]);
  const y = scaleLinear([0, Math.max(required, 1)], [plot.bottom, plot.top]);
  const scales: Scales = { x, y, share: (at) => `${((x(at) / across) * 100).toFixed(2)}%` };
  const isNear = Math.abs(due - now) / (end - start) < 0.32;
  return (
    <div
      role="img"
      aria-label={`${filed} of ${required} required bodies have filed. The table below holds every day.`}
      className={clsx("grid pr-2", required < 1_000 ? "grid-cols-[2.25rem_1fr]" : "grid-cols-[3.75rem_1fr]")}
    >
      <svg width="100%" height={height} className="block" aria-hidden="true">
        {levelsOf(scales, required).map((level) => (
          <text
            key={level}
            x="100%"
            dx={-8}
            y={y(level) + 4}
            textAnchor="end"
            className="tabular fill-muted text-13"
          >
            {level.toLocaleString("en-US")}
          </text>
        ))}
      </svg>
      <svg width="100%" height={height} className="block overflow-visible" aria-hidden="true">
        <Grid scales={scales} required={required} />
        <Days scales={scales} start={start} end={end} />
        <Moment at={scales.share(due)} label="Deadline" labelY={14} className="stroke-ink" />
        <Moment
          at={scales.share(now)}
          label="Today"
          labelY={isNear ? 32 : 14}
          className="stroke-strong [stroke-dasharray:2_4]"
        />
        <Curve scales={scales} filings={filings} start={start} />
        {now < due && filed < required && <PaceNeeded scales={scales} filings={filings} />}
        <FiledSoFar scales={scales} filings={filings} isEarly={now - start < (end - start) * 0.2} />
      </svg>
    </div>
  );
}

/** Round numbers up to the goal, and the goal; what stands too near to it gives way. */
function levelsOf({ y }: Scales, required: number): number[] {
  const round = y.ticks(4).filter((level) => Number.isInteger(level) && y(level) - y(required) > 14);
  return [...round, required];
}

function Grid({ scales, required }: { scales: Scales; required: number }) {
  const { y } = scales;
  return (
    <>
      {levelsOf(scales, required).map((level) => (
        <line
          key={level}
          x1={0}
          x2="100%"
          y1={y(level)}
          y2={y(level)}
          className={level === required ? "stroke-strong" : "stroke-line"}
        />
      ))}
      <text x={4} y={y(required) - 7} className="fill-muted text-13">
        All required
      </text>
    </>
  );
}

function Days({ scales: { share }, start, end }: { scales: Scales; start: number; end: number }) {
  return ticksBetween(start, end).map(({ at, label, isOnPhone }) => (
    <g key={at} className={clsx(!isOnPhone && "max-sm:hidden")}>
      <line x1={share(at)} x2={share(at)} y1={plot.bottom} y2={plot.bottom + 5} className="stroke-strong" />
      <text x={share(at)} y={plot.bottom + 21} textAnchor="middle" className="tabular fill-muted text-13">
        {label}
      </text>
    </g>
  ));
}

function Moment({
  at,
  label,
  labelY,
  className,
}: {
  at: string;
  label: string;
  labelY: number;
  className: string;
}) {
  return (
    <>
      <line x1={at} x2={at} y1={labelY - 10} y2={plot.bottom} strokeWidth={1.5} className={className} />
      <text x={at} dx={-6} y={labelY} textAnchor="end" className={clsx("fill-ink text-13", halo)}>
        {label}
      </text>
    </>
  );
}

function Curve({ scales: { x, y }, filings, start }: { scales: Scales; filings: Filings; start: number }) {
  const { days, filed, now } = filings;
  const points: Point[] = [
    [start, 0],
    ...days.map((day): Point => [Math.min(noonOf(day.day), now), day.filed]),
    [now, filed],
  ];
  const outline = line<Point>(
    ([at]) => x(at),
    ([, level]) => y(level),
  ).curve(curveStepAfter);
  const filling = area<Point>(
    ([at]) => x(at),
    plot.bottom,
    ([, level]) => y(level),
  ).curve(curveStepAfter);
  return (
    <svg
      width="100%"
      height={height}
      viewBox={`0 0 ${across} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={filling(points) ?? ""} className="fill-action opacity-10" />
      <path
        d={outline(points) ?? ""}
        vectorEffect="non-scaling-stroke"
        strokeWidth={2.5}
        className="fill-none stroke-action"
      />
    </svg>
  );
}

function PaceNeeded({ scales: { share, y }, filings }: { scales: Scales; filings: Filings }) {
  const { filed, required, due, now } = filings;
  return (
    <>
      <line
        x1={share(now)}
        y1={y(filed)}
        x2={share(due)}
        y2={y(required)}
        strokeWidth={2}
        strokeDasharray="5 5"
        className="stroke-attention"
      />
      <text
        x={share((now + due) / 2)}
        dx={-10}
        y={y((filed + required) / 2)}
        textAnchor="end"
        className={clsx("tabular fill-attention text-13", halo)}
      >
        Pace needed: {paceNeeded(filings).toLocaleString("en-US")} a day
      </text>
    </>
  );
}

function FiledSoFar({
  scales: { share, y },
  filings: { filed, now },
  isEarly,
}: {
  scales: Scales;
  filings: Filings;
  isEarly: boolean;
}) {
  return (
    <>
      <circle cx={share(now)} cy={y(filed)} r={4.5} className="fill-action" />
      <text
        x={share(now)}
        dx={isEarly ? 8 : -8}
        y={y(filed) - 9}
        textAnchor={isEarly ? "start" : "end"}
        className={clsx("tabular fill-ink font-semibold text-14", halo)}
      >
        {filed.toLocaleString("en-US")} filed
      </text>
    </>
  );
}
