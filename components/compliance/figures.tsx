import { type BodyView, viewQuery } from "@/lib/features/compliance/schema";
import type { ComplianceCounts } from "@/lib/features/compliance/types";
import { bodyStateLabels, bodyStateTones, statusOrder } from "./body-state";
import { type Figure, FigureGroup } from "./figure-group";

/** Every count in three groups, each leading to its list. What is nought recedes. */
export function Figures({ counts, base }: { counts: ComplianceCounts; base: string }) {
  const to = (view: Partial<BodyView>) => `${base}${viewQuery(view)}#bodies`;
  const filing: Figure[] = [
    { label: "Required", of: "required", href: to({ group: "required" }), tone: "neutral" },
    { label: "Filed on time", of: "filedOnTime", href: to({ group: "filed_on_time" }), tone: "done" },
    { label: "Filed late", of: "filedLate", href: to({ group: "filed_late" }), tone: "late" },
    { label: "Still to file", of: "owing", href: to({ group: "owing" }), tone: "waiting" },
    { label: "Overdue", of: "overdue", href: to({ state: "overdue" }), tone: "late" },
  ];
  const states = statusOrder.map(
    (status): Figure => ({
      label: bodyStateLabels[status],
      of: status,
      href: to({ state: status }),
      tone: bodyStateTones[status],
    }),
  );
  return (
    <div className="grid gap-x-12 gap-y-4 sm:grid-cols-2 lg:grid-cols-[auto_1fr_auto]">
      <FigureGroup title="Required bodies" counts={counts} figures={filing} />
      <FigureGroup title="Plans of all bodies, by state" counts={counts} figures={states} isWide />
      <FigureGroup
        title="Never overdue"
        counts={counts}
        figures={[{ label: "Invited", of: "invited", href: to({ group: "invited" }), tone: "neutral" }]}
      />
    </div>
  );
}
