"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { TextAreaField } from "@/components/forms/text-area-field";
import { modelTexts } from "@/lib/features/plans/model-text";
import {
  type ProtocolTextName,
  protocolTextLabels,
  protocolTextNames,
  settingNames,
} from "@/lib/features/plans/sections/protocols";
import { DecisionAidFields } from "./decision-aid-fields";
import { EscalationFields } from "./escalation-fields";
import { ModelTextButton } from "./model-text-button";
import { SettingFields } from "./setting-fields";

const hints: Readonly<Record<ProtocolTextName, string>> = {
  identityCheck:
    "Name, agency, badge, purpose; how a judicial warrant is told apart from an administrative paper.",
  nonConsent:
    "That nobody consents to entry into a non-public area without a judicial warrant, and how that is said.",
  nonObstruction:
    "That nobody hides people, gives false statements, destroys documents or blocks officers; what staff do if officers go ahead.",
  exigentCircumstances: "When the usual steps do not apply.",
  impostors: "How identity is verified, and when local police are called.",
  documentation: "What is written down, by whom, how soon; how evidence is kept.",
  afterActionReview: "Who reviews an encounter, when, and what follows.",
};

export function ProtocolsForm() {
  return (
    <>
      <section aria-labelledby="settings-heading" className="flex flex-col gap-2">
        <h2 id="settings-heading" className="mb-1 text-18">
          Encounter protocols by setting
        </h2>
        {settingNames.map((setting) => (
          <SettingFields key={setting} setting={setting} />
        ))}
      </section>
      <DecisionAidFields />
      {protocolTextNames.map((name) => (
        <ProtocolText key={name} name={name} />
      ))}
      <EscalationFields />
    </>
  );
}

function ProtocolText({ name }: { name: ProtocolTextName }) {
  const { setValue } = useFormContext();
  const isEmpty = !useWatch({ name });
  return (
    <div className="flex flex-col gap-2">
      <TextAreaField name={name} label={protocolTextLabels[name]} hint={hints[name]} rows={4} />
      {isEmpty && (
        <div>
          <ModelTextButton
            about={protocolTextLabels[name]}
            onFill={() => setValue(name, modelTexts[name], { shouldDirty: true })}
          />
        </div>
      )}
    </div>
  );
}
