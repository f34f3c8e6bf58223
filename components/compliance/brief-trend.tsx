import { Disclosure } from "@/components/ui/disclosure";
import type { Brief } from "@/lib/features/compliance/brief";
import { formatDay } from "@/lib/kernel/calendar-day";

const height = 132;
const plot = { top: 24, bottom: 108 } as const;

/** Filings by day of the last week, with the pace that is needed. Positions across are shares of the width. */
export function BriefTrend({ trend }: { trend: Brief["trend"] }) {
  const { days, needed, sentence } = trend;
  const most = Math.max(1, needed ?? 0, ...days.map(({ filed }) => filed));
  const y = (filed: number) => plot.bottom - (filed / most) * (plot.bottom - plot.top);
  const step = 100 / days.length;
  const share = (place: number) => `${(place * step).toFixed(2)}%`;
  return (
    <figure className="flex flex-col gap-2">
      <figcaption>{sentence}</figcaption>
      <svg
        role="img"
        aria-label="Filings of required bodies on each of the last seven days. The table below holds the numbers."
        width="100%"
        height={height}
        className="block"
      >
        <line x1="0" x2="100%" y1={plot.bottom} y2={plot.bottom} className="stroke-strong" />
        {days.map(({ day, label, filed }, place) => (
          <g key={day}>
            <rect
              x={share(place + 0.2)}
              width={share(0.6)}
              y={y(filed)}
              height={plot.bottom - y(filed)}
              className="fill-action"
            />
            <text
              x={share(place + 0.5)}
              y={y(filed) - 6}
              textAnchor="middle"
              className="tabular fill-ink stroke-[4px] stroke-paper text-14 [paint-order:stroke]"
            >
              {filed.toLocaleString("en-US")}
            </text>
            <text
              x={share(place + 0.5)}
              y={plot.bottom + 18}
              textAnchor="middle"
              className="tabular fill-muted text-13 print:text-[0.72rem]"
            >
              {label}
            </text>
          </g>
        ))}
        {needed !== null && (
          <>
            <line
              x1="0"
              x2="100%"
              y1={y(needed)}
              y2={y(needed)}
              strokeWidth={1.5}
              className="stroke-ink [stroke-dasharray:2_4]"
            />
            <text
              x="0"
              y={y(needed) - 6}
              className="fill-ink stroke-[4px] stroke-paper text-13 [paint-order:stroke]"
            >
              Needed a day: {needed.toLocaleString("en-US")}
            </text>
          </>
        )}
      </svg>
      <Disclosure summary="The same as a table" className="print-hidden">
        <table className="mt-2 text-14">
          <caption className="sr-only">Required bodies that filed, by day</caption>
          <thead>
            <tr>
              <th scope="col" className="pr-6 text-left font-medium">
                Day
              </th>
              <th scope="col" className="text-right font-medium">
                Filed
              </th>
            </tr>
          </thead>
          <tbody className="tabular">
            {days.map(({ day, filed }) => (
              <tr key={day}>
                <td className="pr-6">{formatDay(day)}</td>
                <td className="text-right">{filed.toLocaleString("en-US")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </figure>
  );
}
