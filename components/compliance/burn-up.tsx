"use client";

import { Disclosure } from "@/components/ui/disclosure";
import type { BurnUpDrawing } from "@/lib/features/compliance/burn-up";
import { BurnUpChart } from "./burn-up-chart";
import { useLiveFigures } from "./live-dashboard";

/** Filings of required bodies day by day against the deadline, with the pace that is needed from here. */
export function BurnUp({ drawing: drawn }: { drawing: BurnUpDrawing }) {
  const drawing = useLiveFigures()?.burnUp ?? drawn;
  return (
    <figure className="flex flex-col gap-3">
      <figcaption>{drawing.sentence}</figcaption>
      <BurnUpChart drawing={drawing} />
      <Disclosure summary="The same as a table" className="print-hidden">
        <Twin drawing={drawing} />
      </Disclosure>
    </figure>
  );
}

function Twin({ drawing: { days, required } }: { drawing: BurnUpDrawing }) {
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
        {days.map(({ day, filed }) => (
          <tr key={day}>
            <td className="pr-6">{day}</td>
            <td className="text-right">{filed.toLocaleString("en-US")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
