import { Disclosure } from "@/components/ui/disclosure";
import type { FilingDay } from "@/lib/features/compliance/types";
import { formatDay } from "@/lib/kernel/calendar-day";
import { BurnUpChart } from "./burn-up-chart";
import { dayMs, type Filings, paceNeeded } from "./filings";

/** Filings of required bodies day by day against the deadline, with the pace that is needed from here. */
export function BurnUp({ filings }: { filings: Filings }) {
  const { days, required } = filings;
  return (
    <figure className="flex flex-col gap-3">
      <figcaption>{paceSentence(filings)}</figcaption>
      <BurnUpChart filings={filings} />
      <Disclosure summary="The same as a table" className="print-hidden">
        <Twin days={days} required={required} />
      </Disclosure>
    </figure>
  );
}

function Twin({ days, required }: { days: readonly FilingDay[]; required: number }) {
  const rows = days.length > 0 ? days : [{ day: "So far", filed: 0 }];
  return (
    <table className="mt-2 text-14">
      <caption className="sr-only">Required bodies that had filed by the end of each day</caption>
      <thead>
        <tr>
          <th scope="col" className="pr-6 text-left font-medium">
            Day
          </th>
          <th scope="col" className="text-right font-medium">
            Filed, of {required.toLocaleString("en-US")}
          </th>
        </tr>
      </thead>
      <tbody className="tabular">
        {rows.map(({ day, filed }) => (
          <tr key={day}>
            <td className="pr-6">{formatDay(day)}</td>
            <td className="text-right">{filed.toLocaleString("en-US")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function paceSentence(filings: Filings): string {
  const { required, filed, due, now } = filings;
  const owing = required - filed;
  if (owing <= 0) return "Every required body has filed.";
  const count = owing.toLocaleString("en-US");
  if (due <= now)
    return `${count} required ${owing === 1 ? "body has" : "bodies have"} not filed; the deadline has passed.`;
  if (due - now <= dayMs) return `${count} still to file, and less than a day is left.`;
  return `${count} still to file: ${paceNeeded(filings).toLocaleString("en-US")} a day from now on reach the deadline.`;
}
