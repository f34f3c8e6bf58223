"use client";

import { TextAreaField } from "@/components/forms/text-area-field";
import { ButtonLink } from "@/components/ui/button";
import type { DesignationForCheck } from "@/lib/features/plans/completeness";
import { DesignationCard } from "../designation-card";

/** The designations outlive the plan and are kept on the department's own page; here they are shown beside a note. */
export function LiaisonForm({
  designations,
  departmentCode,
}: {
  designations: readonly DesignationForCheck[];
  departmentCode: string;
}) {
  return (
    <>
      <section aria-labelledby="designations-heading" className="flex flex-col gap-3">
        <h2 id="designations-heading" className="text-18">
          Designated now
        </h2>
        {(["liaison", "alternate"] as const).map((kind) => (
          <DesignationCard
            key={kind}
            kind={kind}
            designation={designations.find((one) => one.kind === kind)}
          />
        ))}
        <p className="text-14 text-muted">
          The designation outlives the plan: it is kept on the department's liaison page, where the liaison
          also keeps the numbers true.
        </p>
        <div>
          <ButtonLink variant="secondary" href={`/department/${departmentCode}/liaison`}>
            Designate or change
          </ButtonLink>
        </div>
      </section>
      <TextAreaField
        name="note"
        label="Note to the Mayor's Office"
        hint="Anything about the liaison's reach that the cards do not say."
        rows={3}
      />
    </>
  );
}
