"use client";

import { v4 as newRowId } from "uuid";
import { CheckboxGroupField, optionsOf, SelectField } from "@/components/forms/choice-fields";
import { RepeatingGroup } from "@/components/forms/repeating-group";
import { TextAreaField } from "@/components/forms/text-area-field";
import { DateField, TextField } from "@/components/forms/text-field";
import {
  audienceLabels,
  deliveryLabels,
  type TrainingModule,
  trainingTopicLabels,
} from "@/lib/features/plans/sections/training";
import { LanguagesField } from "./languages-field";

const newModule = (): TrainingModule => ({
  id: newRowId(),
  title: "",
  topics: [],
  alsoCovers: "",
  audience: "",
  headcount: "",
  delivery: "",
  languages: ["en"],
  startsOn: "",
  endsOn: "",
  completedCount: "",
});

export function TrainingForm() {
  return (
    <>
      <RepeatingGroup
        name="modules"
        label="Training modules"
        noun="module"
        titleOf={(module: TrainingModule, index) => module.title?.trim() || `Module ${index + 1}`}
        createRow={newModule}
      >
        {(path) => <ModuleFields path={path} />}
      </RepeatingGroup>
      <TextAreaField
        name="newHireRule"
        label="New hires"
        hint="How and by when somebody who joins after these dates is trained, and how completion is tracked."
        rows={3}
      />
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-2 font-semibold text-18">Drill or tabletop exercise</legend>
        <DateField name="drillOn" label="Date of the drill" />
        <TextAreaField name="drillDetail" label="What is practised, and with whom" rows={2} />
      </fieldset>
    </>
  );
}

function ModuleFields({ path }: { path: string }) {
  return (
    <>
      <TextField name={`${path}.title`} label="Title" />
      <CheckboxGroupField name={`${path}.topics`} label="Covers" options={optionsOf(trainingTopicLabels)} />
      <TextAreaField name={`${path}.alsoCovers`} label="Also covers" rows={2} />
      <SelectField name={`${path}.audience`} label="Audience" options={optionsOf(audienceLabels)} />
      <TextField name={`${path}.headcount`} label="People in this audience" inputMode="numeric" width="sm" />
      <TextField
        name={`${path}.completedCount`}
        label="Completed so far"
        inputMode="numeric"
        width="sm"
        hint="0 before the first session."
      />
      <SelectField name={`${path}.delivery`} label="Delivery" options={optionsOf(deliveryLabels)} />
      <LanguagesField name={`${path}.languages`} />
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField name={`${path}.startsOn`} label="Starts" />
        <DateField name={`${path}.endsOn`} label="Complete by" />
      </div>
    </>
  );
}
