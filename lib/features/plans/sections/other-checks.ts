import { isDay, isWithinMonths } from "@/lib/kernel/calendar-day";
import { isPhone, readWholeNumber } from "@/lib/kernel/contact-details";
import type { Certification } from "./certification";
import {
  type CheckResult,
  count,
  type Finding,
  fieldPath,
  isBlank,
  judge,
  met,
  notYet,
  rowLabel,
  type SectionCheck,
} from "./check";
import type { Contract, Contractors } from "./contractors";
import type { Records } from "./records";
import type { Reporting } from "./reporting";
import type { Resources } from "./resources";

const noContracts = "The department states that no contract puts people on City property.";

function eachContract(
  content: Contractors,
  find: (contract: Contract, label: string) => Finding[],
  whyMet: string,
): CheckResult {
  if (content.contractsAnswer === "none") return met(noContracts);
  if (content.contractsAnswer === "" || content.contracts.length === 0) {
    return notYet("List the contracts, or state that there are none.", "contractsAnswer");
  }
  return judge(
    content.contracts.flatMap((contract, index) =>
      find(contract, rowLabel("Contract", contract.contractor, index)),
    ),
    whyMet,
  );
}

const dated =
  (field: "noticeOn" | "acknowledgedOn", words: string, whyMet: string): SectionCheck<Contractors> =>
  (content) =>
    eachContract(
      content,
      (contract, label) =>
        isDay(contract[field])
          ? []
          : [
              {
                path: fieldPath("contracts", contract.id, field),
                why: `${label} ${words}`,
                group: field,
                many: (amount) => `${count(amount, "contract")} ${words}`,
              },
            ],
      whyMet,
    );

const listed: SectionCheck<Contractors> = (content) =>
  eachContract(
    content,
    (contract, label) =>
      (["contractor", "service"] as const).flatMap((field) =>
        isBlank(contract[field])
          ? [{ path: fieldPath("contracts", contract.id, field), why: `${label} has no ${field}` }]
          : [],
      ),
    `${count(content.contracts.length, "contract is", "contracts are")} listed.`,
  );

const disclosed: SectionCheck<Contractors> = (content) =>
  eachContract(
    content,
    (contract, label) =>
      isDay(contract.dhsAskedOn) && contract.dhsAnswer !== ""
        ? []
        : [
            {
              path: fieldPath(
                "contracts",
                contract.id,
                isDay(contract.dhsAskedOn) ? "dhsAnswer" : "dhsAskedOn",
              ),
              why: `${label}: give the day the disclosure was asked for, and the answer`,
            },
          ],
    "Each contractor has been asked to disclose agreements with DHS.",
  );

export const contractorsChecks = {
  "CON-1": listed,
  "CON-2": dated("noticeOn", "without a notice date", "Each contractor has been told, with the date."),
  "CON-3": dated("acknowledgedOn", "without an acknowledgement date", "Each contractor has acknowledged."),
  "CON-4": disclosed,
} as const satisfies Record<string, SectionCheck<Contractors>>;

function steps(rows: readonly { id: string; text: string }[], list: string, missing: string): Finding[] {
  if (rows.length === 0) return [{ path: list, why: missing }];
  return rows.flatMap((row, index) =>
    isBlank(row.text) ? [{ path: fieldPath(list, row.id, "text"), why: `Step ${index + 1} is empty` }] : [],
  );
}

export const reportingChecks = {
  "REP-1": (content) =>
    judge(
      [
        ...steps(content.reachSteps, "reachSteps", "List the steps by which anybody reaches the liaison"),
        ...(isPhone(content.daytimePhone)
          ? []
          : [{ path: "daytimePhone", why: "Give the number for working hours" }]),
        ...(isPhone(content.afterHoursPhone)
          ? []
          : [{ path: "afterHoursPhone", why: "Give the number for after hours" }]),
      ],
      "Steps and numbers reach the liaison at any hour.",
    ),
  "REP-2": (content) =>
    judge(
      [
        ...steps(
          content.officeSteps,
          "officeSteps",
          "List the steps by which the liaison reports to the Mayor's Office",
        ),
        ...((readWholeNumber(content.targetMinutes) ?? 0) > 0
          ? []
          : [{ path: "targetMinutes", why: "Give the target in minutes" }]),
      ],
      "Steps and a target time are given.",
    ),
  "REP-3": (content) =>
    judge(
      [
        ...(isBlank(content.recorded) ? [{ path: "recorded", why: "Say what is recorded" }] : []),
        ...(isBlank(content.neverAsked) ? [{ path: "neverAsked", why: "Say what is never asked" }] : []),
      ],
      "What is recorded and what is never asked is stated.",
    ),
} as const satisfies Record<string, SectionCheck<Reporting>>;

export const recordsChecks = {
  "DAT-1": (content) => {
    if (content.systemsAnswer === "none")
      return met("The department states that no system holds status or birthplace.");
    if (content.systemsAnswer === "" || content.systems.length === 0) {
      return notYet("List the systems with their ground, or state that there are none.", "systemsAnswer");
    }
    const findings = content.systems.flatMap((system, index) => {
      const label = rowLabel("System", system.name, index);
      const at = (field: string) => fieldPath("systems", system.id, field);
      return [
        ...(isBlank(system.name) ? [{ path: at("name"), why: `${label} has no name` }] : []),
        ...(system.holds.length === 0 ? [{ path: at("holds"), why: `${label}: say what it holds` }] : []),
        ...(isBlank(system.ground) ? [{ path: at("ground"), why: `${label} has no ground` }] : []),
      ];
    });
    return judge(
      findings,
      `${count(content.systems.length, "system is", "systems are")} listed with a ground.`,
    );
  },
  "DAT-2": (content) =>
    judge(
      [
        ...(isBlank(content.routedBy)
          ? [{ path: "routedBy", why: "Name who routes subpoenas and requests" }]
          : []),
        ...(isBlank(content.counsel) ? [{ path: "counsel", why: "Name the counsel they go to" }] : []),
      ],
      "The routing to counsel is named.",
    ),
} as const satisfies Record<string, SectionCheck<Records>>;

export const resourcesChecks = {
  "RES-1": (content) => {
    if (content.services.length === 0)
      return notYet("List at least one service for affected families.", "services");
    const findings = content.services.flatMap((service, index) =>
      isBlank(service.name)
        ? [
            {
              path: fieldPath("services", service.id, "name"),
              why: `${rowLabel("Service", service.name, index)} has no name`,
            },
          ]
        : [],
    );
    return judge(findings, `${count(content.services.length, "service is", "services are")} listed.`);
  },
  "RES-2": (content) => {
    if (content.channels.length === 0) return notYet("List at least one channel.", "channels");
    const findings = content.channels.flatMap((channel, index) =>
      channel.kind === ""
        ? [{ path: fieldPath("channels", channel.id, "kind"), why: `Channel ${index + 1} has no kind` }]
        : [],
    );
    return judge(findings, `${count(content.channels.length, "channel is", "channels are")} listed.`);
  },
  "RES-3": (content) => {
    if (content.channels.length === 0)
      return notYet("List at least one channel with its languages.", "channels");
    const findings = content.channels.flatMap((channel, index) =>
      channel.languages.includes("en") && channel.languages.length >= 2
        ? []
        : [
            {
              path: fieldPath("channels", channel.id, "languages"),
              why: `Channel ${index + 1} needs English and at least one more language`,
              group: "languages",
              many: (amount: number) => `${amount} channels need English and one more language`,
            },
          ],
    );
    return judge(findings, "Each channel names its languages.");
  },
} as const satisfies Record<string, SectionCheck<Resources>>;

export const certificationChecks = {
  "CER-1": (_, { isCertified }) =>
    isCertified
      ? met("The department head has certified the plan.")
      : notYet("Met when the department head certifies and submits."),
  "CER-2": (content) => {
    if (content.legalReview === "")
      return notYet("Say whether counsel has reviewed the plan.", "legalReview");
    if (content.legalReview === "not_yet") return met("Stated: not yet reviewed by counsel.");
    return judge(
      [
        ...(isBlank(content.reviewedBy) ? [{ path: "reviewedBy", why: "Name who reviewed it" }] : []),
        ...(isDay(content.reviewedOn) ? [] : [{ path: "reviewedOn", why: "Give the day of the review" }]),
      ],
      "Legal review is recorded.",
    );
  },
  "CER-3": (content, { today }) => {
    if (!isDay(content.nextReviewOn)) return notYet("Name the plan's next review date.", "nextReviewOn");
    return isWithinMonths({ day: content.nextReviewOn, from: today, months: 12 })
      ? met("The next review date is named.")
      : notYet("The next review date must be after today and within twelve months.", "nextReviewOn");
  },
} as const satisfies Record<string, SectionCheck<Certification>>;
