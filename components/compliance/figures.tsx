import { type BodyView, viewQuery } from "@/lib/features/compliance/schema";
import type { ComplianceCounts } from "@/lib/features/compliance/types";
import { bodyStateLabels, bodyStateTones, statusOrder } from "./body-state";
import { type Figure, FigureGroup } from "./figure-group";

/** Every count in three groups, each leading to its list. What is nought recedes. */
export function Figures({ counts, base }: { counts: ComplianceCounts; base: string }) {
  const { required, filedOnTime, filedLate, overdue, invited } = counts;
  const to = (view: Partial<BodyView>) => `${base}${viewQuery(view)}#bodies`;
  const filing: Figure[] = [
    { label: "Required", amount: required, href: to({ group: "required" }), tone: "neutral" },
    { label: "Filed on time", amount: filedOnTime, href: to({ group: "filed_on_time" }), tone: "done" },
    { label: "Filed late", amount: filedLate, href: to({ group: "filed_late" }), tone: "late" },
    {
      label: "Still to file",
      amount: required - filedOnTime - filedLate,
      href: to({ group: "owing" }),
      tone: "waiting",
    },
    { label: "Overdue", amount: overdue, href: to({ state: "overdue" }), tone: "late" },
  ];
  const states = statusOrder.map(
    (status): Figure => ({
      label: bodyStateLabels[status],
      amount: counts.byStatus[status],
      href: to({ state: status }),
      tone: bodyStateTones[status],
    }),
  );
  return (
    <div className="grid gap-x-12 gap-y-4 sm:grid-cols-2 lg:grid-cols-[auto_1fr_auto]">
      <FigureGroup title="Required bodies" figures={filing} />
      <FigureGroup title="Plans of all bodies, by state" figures={states} isWide />
      <FigureGroup
        title="Never overdue"
        figures={[{ label: "Invited", amount: invited, href: to({ group: "invited" }), tone: "neutral" }]}
      />
    </div>
  );
}
