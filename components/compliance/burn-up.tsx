import { scaleLinear, scaleUtc } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import type { FilingDay } from "@/lib/features/compliance/types";
import { formatDay } from "@/lib/kernel/calendar-day";

const size = { width: 720, height: 260, left: 36, right: 20, top: 28, bottom: 32 };
const dayMs = 86_400_000;

type Props = {
  filings: readonly FilingDay[];
  required: number;
  /** "YYYY-MM-DD" */
  issuedOn: string;
  dueAt: string;
  now: string;
};

/** Filings of required bodies day by day against the deadline, with the pace that is needed from here. */
export function BurnUp(props: Props) {
  const { filings, required } = props;
  const filed = filings.at(-1)?.filed ?? 0;
  return (
    <figure className="flex flex-col gap-3">
      <Chart {...props} filed={filed} />
      <figcaption className="text-14 text-muted">{paceSentence({ ...props, filed })}</figcaption>
      <details>
        <summary className="inline-flex min-h-11 items-center text-14 sm:min-h-6">
          The same as a table
        </summary>
        <table className="mt-2 text-14">
          <caption className="sr-only">Required bodies that had filed by the end of each day</caption>
          <thead>
            <tr>
              <th scope="col" className="pr-6 text-left font-medium">
                Day
              </th>
              <th scope="col" className="text-right font-medium">
                Filed, of {required}
              </th>
            </tr>
          </thead>
          <tbody className="tabular">
            {filings.length === 0 && (
              <tr>
                <td className="pr-6">So far</td>
                <td className="text-right">0</td>
              </tr>
            )}
            {filings.map((day) => (
              <tr key={day.day}>
                <td className="pr-6">{formatDay(day.day)}</td>
                <td className="text-right">{day.filed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function Chart({ filings, required, issuedOn, dueAt, now, filed }: Props & { filed: number }) {
  const start = Date.parse(`${issuedOn}T12:00:00Z`);
  const due = Date.parse(dueAt);
  const today = Date.parse(now);
  const end = Math.max(due, today) + dayMs;
  const x = scaleUtc([start, end], [size.left, size.width - size.right]);
  const y = scaleLinear([0, Math.max(required, 1)], [size.height - size.bottom, size.top]);
  const points: [number, number][] = [
    [start, 0],
    ...filings.map(({ day, filed: total }): [number, number] => [
      Math.min(Date.parse(`${day}T20:00:00Z`), today),
      total,
    ]),
    [today, filed],
  ];
  const path =
    line<[number, number]>(
      ([at]) => x(at),
      ([, total]) => y(total),
    ).curve(curveStepAfter)(points) ?? "";
  const isOpen = today < due && filed < required;
  return (
    <svg
      viewBox={`0 0 ${size.width} ${size.height}`}
      className="block h-auto w-full max-w-3xl"
      role="img"
      aria-label={`${filed} of ${required} required bodies have filed. The table below holds every day.`}
    >
      {y
        .ticks(4)
        .filter(Number.isInteger)
        .map((tick) => (
          <g key={tick}>
            <line
              x1={size.left}
              x2={size.width - size.right}
              y1={y(tick)}
              y2={y(tick)}
              className="stroke-line"
            />
            <text x={size.left - 8} y={y(tick) + 4} textAnchor="end" className="fill-muted text-[12px]">
              {tick}
            </text>
          </g>
        ))}
      <line
        x1={x(due)}
        x2={x(due)}
        y1={size.top - 8}
        y2={size.height - size.bottom}
        className="stroke-strong"
        strokeWidth={1.5}
      />
      <text x={x(due) - 6} y={size.top - 12} textAnchor="end" className="fill-ink text-[12px]">
        Deadline
      </text>
      {isOpen && (
        <>
          <line
            x1={x(today)}
            y1={y(filed)}
            x2={x(due)}
            y2={y(required)}
            className="stroke-attention-line"
            strokeWidth={2}
            strokeDasharray="5 5"
          />
          <text
            x={(x(today) + x(due)) / 2 - 6}
            y={(y(filed) + y(required)) / 2}
            textAnchor="end"
            className="fill-attention text-[12px]"
          >
            Pace needed
          </text>
        </>
      )}
      <path d={path} className="fill-none stroke-action" strokeWidth={2.5} />
      <circle cx={x(today)} cy={y(filed)} r={4} className="fill-action" />
      <text x={x(today) - 8} y={y(filed) - 8} textAnchor="end" className="fill-ink font-semibold text-[13px]">
        {filed} filed
      </text>
      <text x={size.left} y={size.height - 10} className="fill-muted text-[12px]">
        {formatDay(issuedOn)}
      </text>
    </svg>
  );
}

function paceSentence({ required, dueAt, now, filed }: Props & { filed: number }): string {
  const owing = required - filed;
  if (owing <= 0) return "Every required body has filed.";
  const left = (Date.parse(dueAt) - Date.parse(now)) / dayMs;
  if (left <= 0)
    return `${owing} required ${owing === 1 ? "body has" : "bodies have"} not filed; the deadline has passed.`;
  const pace = Math.ceil(owing / Math.max(left, 1));
  return `${owing} still to file: ${pace} a day from now on reach the deadline.`;
}
