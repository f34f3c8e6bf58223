import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { StatusTag } from "@/components/ui/status-tag";
import { sectionLabels } from "@/lib/features/plans/schema";
import { summaryOf } from "@/lib/features/plans/summary";
import type { PlanView, RequirementText, SectionState } from "@/lib/features/plans/types";

/** How far a plan is, section by section, with what it still owes: its progress, never its text. */
export function BodyProgress({ view }: { view: PlanView }) {
  const summary = summaryOf(view.sections.flatMap((state) => state.outcomes));
  return (
    <Card title={`${summary.requiredMet} of ${summary.requiredTotal} required items met`}>
      <ul className="divide-y divide-line">
        {view.sections.map((state) => {
          const [met, total] = summary.sectionShares[state.section];
          return (
            <li key={state.section} className="py-2">
              <div className="flex items-center justify-between gap-3">
                <span>
                  {sectionLabels[state.section]}
                  {state.partDoneAt && <span className="text-14 text-muted"> · part done</span>}
                </span>
                <StatusTag tone={total > 0 && met === total ? "done" : met > 0 ? "waiting" : "neutral"}>
                  {total > 0 ? `${met} of ${total}` : "Nothing applies"}
                </StatusTag>
              </div>
              {met < total && <Owed state={state} requirements={view.requirements} count={total - met} />}
            </li>
          );
        })}
      </ul>
      {view.plan.versionNumber === 0 && (
        <p className="mt-3 text-14 text-muted">
          The text of a draft is the department's own until it is filed.
        </p>
      )}
    </Card>
  );
}

function Owed({
  state,
  requirements,
  count,
}: {
  state: SectionState;
  requirements: readonly RequirementText[];
  count: number;
}) {
  const owed = new Set(
    state.outcomes
      .filter((outcome) => outcome.state === "not_yet" && outcome.standing !== "advised")
      .map((outcome) => outcome.code),
  );
  return (
    <Disclosure summary={`${count} still owed`} className="open-on-paper">
      <ul className="flex flex-col gap-1 pb-2 text-14">
        {requirements
          .filter(({ code }) => owed.has(code))
          .map(({ code, text }) => (
            <li key={code}>
              <span className="tabular text-muted">{code}</span> {text}
            </li>
          ))}
      </ul>
    </Disclosure>
  );
}
