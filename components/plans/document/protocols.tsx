import {
  escalationRankLabels,
  type Protocols,
  paperAnswerLabels,
  paperLabels,
  paperNames,
  protocolTextLabels,
  protocolTextNames,
  type SettingName,
  settingLabels,
  settingNames,
  weekdayLabels,
  weekdays,
} from "@/lib/features/plans/sections/protocols";
import { Entry, Facts, labelOf, Nothing, Part, Text, Unadapted } from "./parts";

export function ProtocolsDocument({ content }: { content: Protocols }) {
  return (
    <>
      {settingNames.map((setting) => (
        <Part key={setting} title={settingLabels[setting]}>
          <SettingDocument content={content} setting={setting} />
        </Part>
      ))}
      <Part title="Document decision aid">
        <Facts
          items={paperNames.map((paper) => {
            const { answer, text } = content.decisionAid[paper];
            const said = [labelOf(paperAnswerLabels, answer), text].filter(Boolean).join(". ");
            return [`${paperLabels[paper].form}, ${paperLabels[paper].title}`, said] as const;
          })}
        />
        {content.modelTexts.includes("decisionAid") && <Unadapted />}
      </Part>
      {protocolTextNames.map((name) => (
        <Part key={name} title={protocolTextLabels[name]}>
          <p>
            <Text>{content[name]}</Text>
            {content.modelTexts.includes(name) && <Unadapted />}
          </p>
        </Part>
      ))}
      <Part title="Escalation chain">
        {content.escalation.length === 0 && <Nothing>Nobody listed.</Nothing>}
        {content.escalation.map((entry, index) => (
          <Entry key={entry.id} title={entry.name || entry.role || `Contact ${index + 1}`}>
            <Facts
              items={[
                ["Called as", labelOf(escalationRankLabels, entry.rank)],
                ["Post", entry.role],
                ["Telephone", entry.phone],
                ["Hours", hoursOf(entry)],
              ]}
            />
          </Entry>
        ))}
      </Part>
    </>
  );
}

function SettingDocument({ content, setting }: { content: Protocols; setting: SettingName }) {
  const { applies, reason, steps } = content.settings[setting];
  if (applies === "no")
    return (
      <p>
        Does not apply: <Text absent="no reason given">{reason}</Text>
      </p>
    );
  if (steps.length === 0) return <Nothing>No steps yet.</Nothing>;
  return (
    <ol className="flex list-decimal flex-col gap-2 pl-6">
      {steps.map((step) => (
        <li key={step.id} className="break-inside-avoid">
          <Text>{step.action}</Text>
          {step.role && <span className="block text-14 text-muted">{step.role}</span>}
          {step.words && <span className="block">“{step.words}”</span>}
          {step.modelText && <Unadapted />}
        </li>
      ))}
    </ol>
  );
}

function hoursOf({ days, from, to }: Protocols["escalation"][number]): string {
  if (days.length === 0) return "";
  const when = weekdays.every((day) => days.includes(day))
    ? "Every day"
    : weekdays
        .filter((day) => days.includes(day))
        .map((day) => weekdayLabels[day])
        .join(", ");
  return from === "00:00" && to === "00:00" ? `${when}, all hours` : `${when}, ${from} to ${to}`;
}
