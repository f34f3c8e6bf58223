"use client";

import { StatusTag } from "@/components/ui/status-tag";
import type { RequirementOutcome } from "@/lib/features/plans/completeness";
import type { RequirementText } from "@/lib/features/plans/types";
import { goToField } from "./field-address";
import { outcomeTag } from "./outcome-words";

/** What the section must show, judged as it is typed. Each open item leads to the field that mends it. */
export function RequirementsPanel({
  requirements,
  outcomes,
  content,
}: {
  requirements: readonly RequirementText[];
  outcomes: readonly RequirementOutcome[];
  content: unknown;
}) {
  const counted = outcomes.filter(
    (outcome) => outcome.standing !== "advised" && outcome.state !== "not_applicable",
  );
  const met = counted.filter((outcome) => outcome.state === "met").length;
  return (
    <section aria-labelledby="requirements-heading" className="flex flex-col gap-3">
      <h2 id="requirements-heading" className="text-18">
        What this section must show
      </h2>
      <p className="tabular text-14 text-muted">
        {met} of {counted.length} required items met
      </p>
      <ul className="flex flex-col gap-2">
        {outcomes.map((outcome) => {
          const requirement = requirements.find((one) => one.code === outcome.code);
          const tag = outcomeTag(outcome);
          const [path] = outcome.paths;
          return (
            <li key={outcome.code} className="rounded-md border border-line bg-surface p-3">
              <div className="flex items-start justify-between gap-2">
                <span className="tabular text-13 text-muted">{outcome.code}</span>
                <StatusTag tone={tag.tone}>{tag.label}</StatusTag>
              </div>
              <p className="mt-1 text-14">{requirement?.text}</p>
              {outcome.state === "not_yet" && path ? (
                <a
                  href={`#${path}`}
                  className="mt-1 inline-block text-14"
                  onClick={(event) => {
                    event.preventDefault();
                    goToField(path, content);
                  }}
                >
                  {outcome.why}
                </a>
              ) : (
                <p className="mt-1 text-14 text-muted">{outcome.why}</p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
