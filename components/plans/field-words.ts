import { legalReviewLabels } from "@/lib/features/plans/sections/certification";
import { dhsAnswerLabels } from "@/lib/features/plans/sections/contractors";
import {
  accessByLabels,
  areaClassLabels,
  measureLabels,
  measureStatusLabels,
  riskUseLabels,
  signStatusLabels,
} from "@/lib/features/plans/sections/facilities";
import {
  escalationRankLabels,
  paperAnswerLabels,
  paperLabels,
  protocolTextLabels,
  settingLabels,
  weekdayLabels,
} from "@/lib/features/plans/sections/protocols";
import { heldDataLabels } from "@/lib/features/plans/sections/records";
import { channelKindLabels, serviceStateLabels } from "@/lib/features/plans/sections/resources";
import { audienceLabels, deliveryLabels, trainingTopicLabels } from "@/lib/features/plans/sections/training";
import { formatDay, isDay } from "@/lib/kernel/calendar-day";
import { languageName } from "@/lib/kernel/languages";

type Labels = Readonly<Record<string, string>>;

const papers = Object.fromEntries(Object.entries(paperLabels).map(([paper, { form }]) => [paper, form]));

/** What fields, lists and groups are called outside their form. */
const names: Labels = {
  ...settingLabels,
  ...protocolTextLabels,
  ...papers,
  accessBy: "What a person needs to be there",
  acknowledgedOn: "Acknowledged on",
  afterHoursPhone: "Number after hours",
  alsoCovers: "Also covers",
  answer: "What it does",
  areaClass: "Public or non-public",
  atRiskAnswer: "Property at risk: yes or none",
  atRiskProperties: "Property at risk",
  completedCount: "Completed so far",
  contracts: "Contracts",
  contractsAnswer: "Contracts: yes or none",
  counsel: "Counsel",
  daytimePhone: "Number in working hours",
  decisionAid: "Document decision aid",
  dhsAnswer: "Answer about agreements with DHS",
  dhsAskedOn: "Asked about agreements with DHS on",
  dhsDetail: "What the agreement is",
  drillDetail: "The drill",
  drillOn: "Date of the drill",
  dueOn: "In place by",
  endsOn: "Complete by",
  escalation: "Escalation chain",
  facilityId: "Facility",
  facilityIds: "Facilities",
  headcount: "People in this audience",
  holds: "Holds",
  hours: "Opening hours",
  leaseHolder: "Who holds the lease",
  legalReview: "Legal review",
  measureDetail: "Where and how",
  measureStatus: "Status of the measure",
  modelText: "Still model text",
  modelTexts: "Still model text",
  modules: "Training modules",
  neverAsked: "What is never asked",
  newHireRule: "New hires",
  nextReviewOn: "Next review of this plan",
  note: "Note",
  noticeOn: "Told of the ordinance on",
  number: "Contract number",
  officeSteps: "How the liaison reports to the Mayor's Office",
  postedOn: "Posted on",
  rank: "Called as",
  reachSteps: "How anybody reaches the liaison",
  recorded: "What is recorded",
  reviewedBy: "Reviewed by",
  reviewedOn: "Reviewed on",
  role: "Who does it",
  routedBy: "Who routes requests for records",
  routingDetail: "How they travel",
  serviceState: "State of the service",
  settings: "Encounter protocols",
  signStatus: "Sign at the boundary",
  startsOn: "Starts",
  systems: "Systems",
  systemsAnswer: "Systems: yes or none",
  targetMinutes: "Target, in minutes",
  tenantsAnswer: "Tenants: yes or none",
  text: "What is done",
  topics: "Covers",
  uses: "Could be used as",
  words: "What is said",
};

const listedOrNone: Labels = { listed: "Yes, listed", none: "None" };

const choices: Readonly<Record<string, Labels>> = {
  accessBy: accessByLabels,
  answer: paperAnswerLabels,
  applies: { yes: "Yes", no: "No" },
  areaClass: areaClassLabels,
  atRiskAnswer: listedOrNone,
  audience: audienceLabels,
  contractsAnswer: listedOrNone,
  days: weekdayLabels,
  delivery: deliveryLabels,
  dhsAnswer: dhsAnswerLabels,
  holds: heldDataLabels,
  kind: channelKindLabels,
  legalReview: legalReviewLabels,
  measure: measureLabels,
  measureStatus: measureStatusLabels,
  rank: escalationRankLabels,
  serviceState: serviceStateLabels,
  signStatus: signStatusLabels,
  systemsAnswer: listedOrNone,
  tenantsAnswer: listedOrNone,
  topics: trainingTopicLabels,
  uses: riskUseLabels,
};

/** What a row is told apart by, the first that is filled in. */
const titles = ["name", "title", "contractor", "leaseHolder", "property", "notice", "action", "text", "role"];

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

function nameOf(key: string): string {
  return (
    names[key] ??
    key.charAt(0).toUpperCase() +
      key
        .slice(1)
        .replace(/([A-Z])/g, " $1")
        .toLowerCase()
  );
}

function titleOf(row: Node): string {
  for (const key of titles) {
    const text = row[key];
    if (typeof text === "string" && text.trim()) return text.length > 60 ? `${text.slice(0, 57)}…` : text;
  }
  return "";
}

/** A field's path by keys and row ids in words: "Facilities › Central Library › Address". A row may stand in any of the texts. */
export function describeField(path: string, texts: readonly unknown[]): string {
  let here = texts;
  const words = path.split(".").map((part) => {
    const [list] = here.filter(Array.isArray);
    if (!list) {
      here = here.flatMap((one) => (isNode(one) && one[part] !== undefined ? [one[part]] : []));
      return nameOf(part);
    }
    const rows = here
      .filter(Array.isArray)
      .flatMap((rowsOf) => rowsOf.filter((row) => isNode(row) && row.id === part));
    const index = list.findIndex((row) => isNode(row) && row.id === part);
    here = rows;
    return rows.map(titleOf).find(Boolean) || (index < 0 ? "a new row" : String(index + 1));
  });
  return words.filter((word) => word !== nameOf("settings")).join(" › ");
}

/** A value as the form shows it. `texts` are where the names of facilities that it points at may stand. */
export function describeValue(field: string, value: unknown, texts: readonly unknown[]): string {
  if (value === undefined) return "Not in this list";
  if (value === "" || (Array.isArray(value) && value.length === 0)) return "Empty";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.map((item) => describeValue(field, item, texts)).join("; ");
  if (isNode(value)) return describeRow(value, texts);
  const text = String(value);
  if (field === "languages") return languageName(text);
  if (field === "facilityId" || field === "facilityIds") return facilityName(text, texts);
  return choices[field]?.[text] ?? (isDay(text) ? formatDay(text) : text);
}

/** The rows of a list by what they are called, one a line. */
export function describeOrder(rows: unknown): string {
  const list: unknown[] = Array.isArray(rows) ? rows : [];
  return list
    .map((row, index) => `${index + 1}. ${(isNode(row) && titleOf(row)) || "without a name"}`)
    .join("\n");
}

function describeRow(row: Node, texts: readonly unknown[]): string {
  const lines = Object.entries(row).filter(
    ([key, member]) =>
      key !== "id" && member !== "" && member !== false && !(Array.isArray(member) && member.length === 0),
  );
  return (
    lines.map(([key, member]) => `${nameOf(key)}: ${describeValue(key, member, texts)}`).join("\n") || "Empty"
  );
}

function facilityName(id: string, texts: readonly unknown[]): string {
  const rows = texts.flatMap((text) =>
    isNode(text) && Array.isArray(text.facilities) ? text.facilities : [],
  );
  const row: unknown = rows.find((one) => isNode(one) && one.id === id);
  return isNode(row) ? titleOf(row) || "A facility without a name" : "A facility of the plan";
}
