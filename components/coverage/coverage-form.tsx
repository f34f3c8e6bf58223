"use client";

import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { AnswerForm } from "@/components/forms/answer-form";
import { RadioGroupField, SelectField } from "@/components/forms/choice-fields";
import { TextField } from "@/components/forms/text-field";
import { useAnswer } from "@/components/forms/use-answer";
import { addAbsenceAction, addOverrideAction } from "@/lib/features/coverage/actions";
import { coverageMessage } from "@/lib/features/coverage/messages";
import type { CoverageKind } from "@/lib/features/coverage/types";
import type { DesignationKind } from "@/lib/features/liaisons/types";
import { EndField } from "./end-field";

type Values = {
  designationKind: DesignationKind;
  facilityId: string;
  startsAt: string;
  endsAt: string;
  coveredBy: "other" | "named" | "";
  coverName: string;
  coverTitle: string;
  coverPhone: string;
  coverEmail: string;
  note: string;
};

const fields = [
  "designationKind",
  "facilityId",
  "startsAt",
  "endsAt",
  "coveredBy",
  "coverName",
  "coverTitle",
  "coverPhone",
  "coverEmail",
  "note",
] as const;

/**
 * Enters an absence, or that somebody else answers. What the server refuses stands beside its field; the few rules are
 * the server's alone, so that this form stays small on a telephone.
 */
export function CoverageForm({
  kind,
  departmentCode,
  forKinds,
  names,
  facilities,
  quickEnds,
  replacesId,
  initial,
  back,
}: {
  kind: CoverageKind;
  departmentCode: string;
  forKinds: readonly DesignationKind[];
  names: Readonly<Record<DesignationKind, string | null>>;
  facilities: readonly { readonly id: string; readonly name: string }[];
  quickEnds: readonly { readonly label: string; readonly value: string }[];
  replacesId: string | null;
  initial: Partial<Values>;
  back: string;
}) {
  const router = useRouter();
  const isAbsence = kind === "absence";
  const form = useForm<Values>({
    shouldFocusError: false,
    defaultValues: {
      designationKind: forKinds[0] ?? "liaison",
      facilityId: "",
      startsAt: "",
      endsAt: "",
      coveredBy: "",
      coverName: "",
      coverTitle: "",
      coverPhone: "",
      coverEmail: "",
      note: "",
      ...initial,
    },
  });
  const { send, problems } = useAnswer(form, fields, coverageMessage);
  const [whose, coveredBy] = form.watch(["designationKind", "coveredBy"]);
  const others = isAbsence && whose === "alternate" ? names.liaison : names.alternate;
  const save = form.handleSubmit(async ({ designationKind, facilityId, coveredBy: by, ...rest }) => {
    const common = { ...rest, departmentCode, replacesId, coveredBy: by as "other" | "named" };
    const answer = await send(() =>
      isAbsence
        ? addAbsenceAction({ ...common, designationKind })
        : addOverrideAction({ ...common, facilityId }),
    );
    if (answer?.ok) router.push(`${back}?done=${kind}`);
  });
  return (
    <AnswerForm
      form={form}
      onSubmit={save}
      problems={problems}
      submit={{ label: isAbsence ? "Save the absence" : "Save who answers", busyLabel: "Saving…" }}
      back={{ href: back, label: "Cancel" }}
    >
      {isAbsence && forKinds.length > 1 && (
        <RadioGroupField
          name="designationKind"
          label="Who is away"
          options={forKinds.map((value) => ({ value, label: names[value] ?? value }))}
        />
      )}
      {!isAbsence && (
        <SelectField
          name="facilityId"
          label="For which place"
          emptyLabel="The whole department"
          options={facilities.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <EndField quickEnds={quickEnds} isOpen={!isAbsence} />
      <RadioGroupField
        name="coveredBy"
        label={isAbsence ? "Who takes the calls" : "Who answers"}
        options={[
          ...(others ? [{ value: "other", label: others }] : []),
          { value: "named", label: "Another colleague" },
        ]}
      />
      {coveredBy === "named" && (
        <>
          <TextField name="coverName" label="Name" width="md" />
          <TextField name="coverTitle" label="Title" hint="Can be left out." width="md" />
          <TextField name="coverPhone" label="Telephone" type="tel" inputMode="tel" width="md" />
          <TextField name="coverEmail" label="E-mail" type="email" inputMode="email" width="md" />
        </>
      )}
      <TextField
        name="startsAt"
        label="From"
        hint="Pacific time. Left empty: from now on."
        type="datetime-local"
        width="md"
      />
      <TextField
        name="note"
        label="Note"
        hint="For the Mayor's Office; can be left out. No reasons of health."
      />
    </AnswerForm>
  );
}
