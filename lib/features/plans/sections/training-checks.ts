import { isDay } from "@/lib/kernel/calendar-day";
import { readWholeNumber } from "@/lib/kernel/contact-details";
import {
  type Finding,
  fieldPath,
  isBlank,
  judge,
  met,
  notApplicable,
  notYet,
  rowLabel,
  type SectionCheck,
} from "./check";
import { type Training, trainingTopicLabels } from "./training";

const none = "No training module is listed yet.";

const covers: SectionCheck<Training> = (content) => {
  if (content.modules.length === 0) return notYet(none, "modules");
  const taught = new Set(content.modules.flatMap((module) => module.topics));
  const missing = (["ordinance_188441", "ed_12", "own_protocols"] as const).filter(
    (topic) => !taught.has(topic),
  );
  if (missing.length === 0)
    return met("The modules cover the ordinance, the directive and the department's own protocols.");
  const words = missing.map((topic) => trainingTopicLabels[topic]).join("; ");
  return notYet(`No module covers: ${words}.`, fieldPath("modules", content.modules[0]?.id ?? "", "topics"));
};

const reaches: SectionCheck<Training> = (content) => {
  if (content.modules.length === 0) return notYet(none, "modules");
  const findings: Finding[] = [];
  for (const [index, module] of content.modules.entries()) {
    const label = rowLabel("Module", module.title, index);
    if (module.audience === "")
      findings.push({ path: fieldPath("modules", module.id, "audience"), why: `${label} names no audience` });
    if ((readWholeNumber(module.headcount) ?? 0) <= 0) {
      findings.push({
        path: fieldPath("modules", module.id, "headcount"),
        why: `${label} has no headcount above zero`,
      });
    }
  }
  const audiences = new Set(content.modules.map((module) => module.audience));
  const isComplete =
    audiences.has("all_employees") || (audiences.has("front_line") && audiences.has("other_employees"));
  if (!isComplete) findings.push({ path: "modules", why: "No module reaches all employees" });
  return judge(findings, "Training reaches all employees, with a headcount for each audience.");
};

const contractors: SectionCheck<Training> = (content, { facts }) => {
  if (facts.hasContractors === "no")
    return notApplicable("Not applicable: the plan states that no contract puts people on City property.");
  return content.modules.some((module) => module.audience === "contractors")
    ? met("A module or briefing reaches contractor personnel.")
    : notYet("No module reaches contractor personnel.", "modules");
};

const dates: SectionCheck<Training> = (content) => {
  if (content.modules.length === 0) return notYet(none, "modules");
  const findings: Finding[] = [];
  for (const [index, module] of content.modules.entries()) {
    const label = rowLabel("Module", module.title, index);
    const at = (field: string) => fieldPath("modules", module.id, field);
    if (isBlank(module.title)) findings.push({ path: at("title"), why: `${label} has no title` });
    if (!isDay(module.startsOn)) findings.push({ path: at("startsOn"), why: `${label} has no start date` });
    if (!isDay(module.endsOn)) findings.push({ path: at("endsOn"), why: `${label} has no completion date` });
    else if (isDay(module.startsOn) && module.endsOn < module.startsOn) {
      findings.push({ path: at("endsOn"), why: `${label} ends before it starts` });
    }
    if (module.delivery === "") findings.push({ path: at("delivery"), why: `${label} names no delivery` });
    if (module.languages.length === 0)
      findings.push({ path: at("languages"), why: `${label} names no language` });
  }
  return judge(findings, "Every module has its dates in order, its delivery and its languages.");
};

const tracking: SectionCheck<Training> = (content) => {
  if (content.modules.length === 0) return notYet(none, "modules");
  const findings: Finding[] = [];
  for (const [index, module] of content.modules.entries()) {
    const label = rowLabel("Module", module.title, index);
    const completed = readWholeNumber(module.completedCount);
    const path = fieldPath("modules", module.id, "completedCount");
    if (completed === null)
      findings.push({ path, why: `${label}: say how many have completed it, 0 if none yet` });
    else if (completed > (readWholeNumber(module.headcount) ?? completed))
      findings.push({ path, why: `${label}: more have completed it than there are` });
  }
  if (isBlank(content.newHireRule))
    findings.push({ path: "newHireRule", why: "Say when new hires are trained" });
  return judge(findings, "Completion is counted and new hires are covered.");
};

const drill: SectionCheck<Training> = (content) =>
  isDay(content.drillOn)
    ? met("A drill or tabletop exercise has its date.")
    : notYet("No drill or tabletop exercise has a date yet.", "drillOn");

export const trainingChecks = {
  "TRN-1": covers,
  "TRN-2": reaches,
  "TRN-3": contractors,
  "TRN-4": dates,
  "TRN-5": tracking,
  "TRN-6": drill,
} as const satisfies Record<string, SectionCheck<Training>>;
