import clsx from "clsx";
import Link from "next/link";
import { type Tone, toneMarks } from "@/components/ui/tone";
import { type BodyView, viewQuery } from "@/lib/features/compliance/schema";
import type { ComplianceCounts } from "@/lib/features/compliance/types";
import { bodyStateLabels, bodyStateTones, statusOrder } from "./body-state";

type Figure = { label: string; amount: number; view: Partial<BodyView>; tone: Tone };

/** Every count in three groups, each leading to its list. What is nought recedes. */
export function Figures({ counts, base }: { counts: ComplianceCounts; base: string }) {
  const { required, filedOnTime, filedLate, overdue, invited } = counts;
  const filing: Figure[] = [
    { label: "Required", amount: required, view: { group: "required" }, tone: "neutral" },
    { label: "Filed on time", amount: filedOnTime, view: { group: "filed_on_time" }, tone: "done" },
    { label: "Filed late", amount: filedLate, view: { group: "filed_late" }, tone: "late" },
    {
      label: "Still to file",
      amount: required - filedOnTime - filedLate,
      view: { group: "owing" },
      tone: "waiting",
    },
    { label: "Overdue", amount: overdue, view: { state: "overdue" }, tone: "late" },
  ];
  const states = statusOrder.map(
    (status): Figure => ({
      label: bodyStateLabels[status],
      amount: counts.byStatus[status],
      view: { state: status },
      tone: bodyStateTones[status],
    }),
  );
  return (
    <div className="grid gap-x-12 gap-y-4 sm:grid-cols-2 lg:grid-cols-[auto_1fr_auto]">
      <Group title="Required bodies" figures={filing} base={base} />
      <Group title="Plans of all bodies, by state" figures={states} base={base} isWide />
      <Group
        title="Never overdue"
        figures={[{ label: "Invited", amount: invited, view: { group: "invited" }, tone: "neutral" }]}
        base={base}
      />
    </div>
  );
}

function Group({
  title,
  figures,
  base,
  isWide = false,
}: {
  title: string;
  figures: readonly Figure[];
  base: string;
  isWide?: boolean;
}) {
  return (
    <div>
      <h3 className="mb-1 font-medium text-14 text-muted">{title}</h3>
      <ul
        className={clsx(
          "grid gap-x-6 phone:grid-cols-2",
          isWide && "xl:grid-flow-col xl:grid-cols-2 xl:grid-rows-4",
        )}
      >
        {figures.map(({ label, amount, view, tone }) => (
          <li key={label}>
            <Link
              href={`${base}${viewQuery(view)}#bodies`}
              prefetch={false}
              className={clsx(
                "flex min-h-11 items-center gap-3 no-underline hover:underline md:min-h-8",
                amount > 0 ? "text-ink" : "text-muted",
              )}
            >
              <span
                className={clsx(
                  "tabular min-w-7 shrink-0 whitespace-nowrap text-right md:min-w-9",
                  amount > 0 ? "font-semibold text-18" : "font-normal text-16",
                )}
              >
                {amount.toLocaleString("en-US")}
              </span>
              <span className="flex text-14 md:whitespace-nowrap">
                <span aria-hidden="true" className="w-5 shrink-0 text-muted">
                  {toneMarks[tone]}
                </span>
                {label}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
