"use client";

import { modelTexts } from "@/lib/features/plans/model-text";
import {
  type ProtocolTextName,
  protocolTextLabels,
  protocolTextNames,
  settingNames,
} from "@/lib/features/plans/sections/protocols";
import { DecisionAidFields } from "./decision-aid-fields";
import { EscalationFields } from "./escalation-fields";
import { ModelTextArea } from "./model-text-area";
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
        <ModelTextArea
          key={name}
          name={name}
          label={protocolTextLabels[name]}
          hint={hints[name]}
          modelText={modelTexts[name]}
        />
      ))}
      <EscalationFields />
    </>
  );
}
