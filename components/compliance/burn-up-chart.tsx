import clsx from "clsx";
import type { BurnUpDrawing, BurnUpFrame } from "@/lib/features/compliance/burn-up";

/** As lib/features/compliance/burn-up.ts lays it out; that module brings the scales with it, which a browser needs not. */
const frame = { height: 280, bottom: 248, across: 1_000 } as const satisfies BurnUpFrame;
/** Keeps a label legible where a line runs behind it. */
const halo = "stroke-surface stroke-[5px] [paint-order:stroke] [stroke-linejoin:round]";
const percent = (share: number) => `${share}%`;

type Props = { readonly drawing: BurnUpDrawing };

/** Filings over time, as they were laid out. */
export function BurnUpChart({ drawing }: Props) {
  const { filed, required, levels, deadline, today, isNear } = drawing;
  return (
    <div
      role="img"
      aria-label={`${filed} of ${required} required bodies have filed. The table below holds every day.`}
      className={clsx("grid pr-2", required < 1_000 ? "grid-cols-[2.25rem_1fr]" : "grid-cols-[3.75rem_1fr]")}
    >
      <svg width="100%" height={frame.height} className="block" aria-hidden="true">
        {levels.map(({ level, y }) => (
          <text
            key={level}
            x="100%"
            dx={-8}
            y={y + 4}
            textAnchor="end"
            className="tabular fill-muted text-13"
          >
            {level.toLocaleString("en-US")}
          </text>
        ))}
      </svg>
      <svg width="100%" height={frame.height} className="block overflow-visible" aria-hidden="true">
        <Grid drawing={drawing} />
        <Days drawing={drawing} />
        <Moment at={deadline} label="Deadline" labelY={14} className="stroke-ink" />
        <Moment
          at={today}
          label="Today"
          labelY={isNear ? 32 : 14}
          className="stroke-strong [stroke-dasharray:2_4]"
        />
        <Curve drawing={drawing} />
        <PaceNeeded drawing={drawing} />
        <FiledSoFar drawing={drawing} />
      </svg>
    </div>
  );
}

function Grid({ drawing: { levels, required } }: Props) {
  const goal = levels.find(({ level }) => level === required);
  return (
    <>
      {levels.map(({ level, y }) => (
        <line
          key={level}
          x1={0}
          x2="100%"
          y1={y}
          y2={y}
          className={level === required ? "stroke-strong" : "stroke-line"}
        />
      ))}
      {goal && (
        <text x={4} y={goal.y - 7} className="fill-muted text-13">
          All required
        </text>
      )}
    </>
  );
}

function Days({ drawing: { ticks } }: Props) {
  return ticks.map(({ x, label, isOnPhone }) => (
    <g key={x} className={clsx(!isOnPhone && "max-sm:hidden")}>
      <line
        x1={percent(x)}
        x2={percent(x)}
        y1={frame.bottom}
        y2={frame.bottom + 5}
        className="stroke-strong"
      />
      <text x={percent(x)} y={frame.bottom + 21} textAnchor="middle" className="tabular fill-muted text-13">
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
  at: number;
  label: string;
  labelY: number;
  className: string;
}) {
  return (
    <>
      <line
        x1={percent(at)}
        x2={percent(at)}
        y1={labelY - 10}
        y2={frame.bottom}
        strokeWidth={1.5}
        className={className}
      />
      <text x={percent(at)} dx={-6} y={labelY} textAnchor="end" className={clsx("fill-ink text-13", halo)}>
        {label}
      </text>
    </>
  );
}

function Curve({ drawing: { outline, filling } }: Props) {
  return (
    <svg
      width="100%"
      height={frame.height}
      viewBox={`0 0 ${frame.across} ${frame.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={filling} className="fill-action opacity-10" />
      <path
        d={outline}
        vectorEffect="non-scaling-stroke"
        strokeWidth={2.5}
        className="fill-none stroke-action"
      />
    </svg>
  );
}

function PaceNeeded({ drawing: { pace, today, deadline, filedY } }: Props) {
  if (!pace) return null;
  return (
    <>
      <line
        x1={percent(today)}
        y1={filedY}
        x2={percent(deadline)}
        y2={pace.goalY}
        strokeWidth={2}
        strokeDasharray="5 5"
        className="stroke-attention"
      />
      <text
        x={percent(pace.x)}
        dx={-10}
        y={pace.y}
        textAnchor="end"
        className={clsx("tabular fill-attention text-13", halo)}
      >
        Pace needed: {pace.aDay.toLocaleString("en-US")} a day
      </text>
    </>
  );
}

function FiledSoFar({ drawing: { today, filedY, filed, isEarly } }: Props) {
  return (
    <>
      <circle cx={percent(today)} cy={filedY} r={4.5} className="fill-action" />
      <text
        x={percent(today)}
        dx={isEarly ? 8 : -8}
        y={filedY - 9}
        textAnchor={isEarly ? "start" : "end"}
        className={clsx("tabular fill-ink font-semibold text-14", halo)}
      >
        {filed.toLocaleString("en-US")} filed
      </text>
    </>
  );
}
