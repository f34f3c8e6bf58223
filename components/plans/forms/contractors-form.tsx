"use client";

import { useWatch } from "react-hook-form";
import { v4 as newRowId } from "uuid";
import { optionsOf, RadioGroupField, SelectField } from "@/components/forms/choice-fields";
import { RepeatingGroup } from "@/components/forms/repeating-group";
import { TextAreaField } from "@/components/forms/text-area-field";
import { DateField, TextField } from "@/components/forms/text-field";
import { type Contract, dhsAnswerLabels } from "@/lib/features/plans/sections/contractors";
import { FacilitiesField, type FacilityName } from "./facility-fields";

const newContract = (): Contract => ({
  id: newRowId(),
  contractor: "",
  service: "",
  number: "",
  facilityIds: [],
  noticeOn: "",
  acknowledgedOn: "",
  dhsAskedOn: "",
  dhsAnswer: "",
  dhsDetail: "",
});

export function ContractorsForm({ facilities }: { facilities: readonly FacilityName[] }) {
  const answer: unknown = useWatch({ name: "contractsAnswer" });
  return (
    <>
      <RadioGroupField
        name="contractsAnswer"
        label="Do contracts put people on City property?"
        options={[
          { value: "listed", label: "Yes, listed below" },
          { value: "none", label: "None" },
        ]}
        isInline
      />
      {answer === "listed" && (
        <RepeatingGroup
          name="contracts"
          label="Contracts with people on City property"
          noun="contract"
          titleOf={(contract: Contract, index) => contract.contractor?.trim() || `Contract ${index + 1}`}
          createRow={newContract}
        >
          {(path) => <ContractFields path={path} facilities={facilities} />}
        </RepeatingGroup>
      )}
    </>
  );
}

function ContractFields({ path, facilities }: { path: string; facilities: readonly FacilityName[] }) {
  const answer: unknown = useWatch({ name: `${path}.dhsAnswer` });
  return (
    <>
      <TextField name={`${path}.contractor`} label="Contractor" />
      <TextField name={`${path}.service`} label="Service" hint="As in Security guards or Night cleaning." />
      <TextField name={`${path}.number`} label="Contract number" width="md" />
      <FacilitiesField name={`${path}.facilityIds`} label="Where its people work" facilities={facilities} />
      <DateField name={`${path}.noticeOn`} label="Told of the ordinance and of its people's rights on" />
      <DateField name={`${path}.acknowledgedOn`} label="Acknowledged on" />
      <DateField name={`${path}.dhsAskedOn`} label="Asked to disclose agreements with DHS on" />
      <SelectField name={`${path}.dhsAnswer`} label="Answer" options={optionsOf(dhsAnswerLabels)} />
      {answer === "has_agreement" && (
        <TextAreaField name={`${path}.dhsDetail`} label="What the agreement is" rows={2} />
      )}
    </>
  );
}
