import { v5 } from "uuid";
import { modelDecisionAid, modelReporting, modelSteps, modelTexts } from "@/lib/features/plans/model-text";
import { type SectionContents, sectionSchemas } from "@/lib/features/plans/schema";
import { type SettingName, settingNames } from "@/lib/features/plans/sections/protocols";
import { inventedName, phoneOf } from "./names";

export type FacilitySpec = {
  readonly name: string;
  readonly kind: string;
  readonly address: string;
  readonly hours: string;
  readonly publicAreas: readonly string[];
  readonly nonPublicAreas: readonly (readonly [name: string, accessBy: "badge" | "key" | "permission"])[];
};

export type DepartmentSpec = {
  readonly code: string;
  readonly facilities: readonly FacilitySpec[];
  readonly tenants: readonly {
    readonly facility: string;
    readonly space: string;
    readonly leaseHolder: string;
  }[];
  readonly atRisk: readonly {
    readonly facility: string;
    readonly property: string;
    readonly measure: "sign" | "gate" | "lock" | "barrier";
  }[];
  /** The settings that do not apply, each with the reason; every other setting gets steps. */
  readonly notApplicable: Partial<Readonly<Record<SettingName, string>>>;
  /** A first step of the department's own, set before the model's. */
  readonly ownSteps: Partial<
    Readonly<
      Record<
        SettingName,
        readonly { readonly action: string; readonly role: string; readonly words: string }[]
      >
    >
  >;
  readonly headcount: number;
  readonly fieldHeadcount: number;
  readonly contracts: readonly {
    readonly contractor: string;
    readonly service: string;
    readonly number: string;
    readonly headcount: number;
  }[];
  readonly services: readonly { readonly name: string; readonly description: string }[];
  readonly recordSystems: readonly { readonly name: string; readonly ground: string }[];
  /** What the people who answer at every hour do otherwise. */
  readonly primaryRole: string;
  readonly backupRole: string;
  readonly channels: readonly {
    readonly kind: "website" | "in_person" | "telephone" | "print";
    readonly description: string;
  }[];
};

const namespace = "6f1f7d4a-52a4-4a55-9d0c-0a8b5d1b2c12";

/** A complete plan in nine sections; `day` names a date by its distance in days from today. */
export function buildContents(spec: DepartmentSpec, day: (offset: number) => string): SectionContents {
  const id = (...parts: readonly (string | number)[]) => v5([spec.code, ...parts].join("/"), namespace);
  const facilityId = (name: string) => id("facility", name);
  const hasContracts = spec.contracts.length > 0;
  let counter = 0;
  const contents = {
    facilities: {
      facilities: spec.facilities.map((facility) => ({
        id: facilityId(facility.name),
        name: facility.name,
        kind: facility.kind,
        address: facility.address,
        hours: facility.hours,
        areas: [
          ...facility.publicAreas.map((name) => ({
            id: id("area", facility.name, name),
            name,
            areaClass: "public",
          })),
          ...facility.nonPublicAreas.map(([name, accessBy], index) => ({
            id: id("area", facility.name, name),
            name,
            areaClass: "non_public",
            accessBy,
            signStatus: index % 4 === 3 ? "ordered" : "posted",
          })),
        ],
      })),
      tenantsAnswer: spec.tenants.length > 0 ? "listed" : "none",
      tenants: spec.tenants.map((tenant) => ({
        id: id("tenant", tenant.space, tenant.leaseHolder),
        facilityId: facilityId(tenant.facility),
        space: tenant.space,
        leaseHolder: tenant.leaseHolder,
        contact: `Through the property office, ${phoneOf(spec.code, "property")}`,
      })),
      atRiskAnswer: spec.atRisk.length > 0 ? "listed" : "none",
      atRiskProperties: spec.atRisk.map((property) => ({
        id: id("at-risk", property.property),
        facilityId: facilityId(property.facility),
        property: property.property,
        uses: ["staging"],
        measure: property.measure,
        measureDetail: "Checked by the site supervisor at opening and closing.",
        measureStatus: "in_place",
        dueOn: day(20),
      })),
    },
    protocols: {
      settings: Object.fromEntries(
        settingNames.map((setting) => {
          const reason = spec.notApplicable[setting];
          if (reason) return [setting, { applies: "no", reason, steps: [] }];
          const own = (spec.ownSteps[setting] ?? []).map((step) => ({
            ...step,
            id: id("own", setting, step.action),
            modelText: false,
          }));
          const model = modelSteps(setting, () => id("step", setting, counter++)).map((step) => ({
            ...step,
            modelText: false,
          }));
          return [setting, { applies: "yes", reason: "", steps: [...own, ...model] }];
        }),
      ),
      decisionAid: modelDecisionAid,
      ...modelTexts,
      escalation: [
        {
          id: id("escalation", "primary"),
          role: spec.primaryRole,
          name: inventedName(spec.code, "primary"),
          phone: phoneOf(spec.code, "primary"),
          rank: "primary",
          days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
          from: "00:00",
          to: "00:00",
        },
        {
          id: id("escalation", "backup"),
          role: spec.backupRole,
          name: inventedName(spec.code, "backup"),
          phone: phoneOf(spec.code, "backup"),
          rank: "backup",
          days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
          from: "00:00",
          to: "00:00",
        },
      ],
    },
    training: {
      modules: [
        {
          id: id("module", "all"),
          title: "When federal agents approach: what every employee does",
          topics: ["ordinance_188441", "ed_12", "own_protocols"],
          alsoCovers: "Telling a judicial warrant from an administrative paper",
          audience: "all_employees",
          headcount: String(spec.headcount),
          delivery: "blended",
          languages: ["en", "es"],
          startsOn: day(3),
          endsOn: day(38),
          completedCount: String(Math.floor(spec.headcount * 0.3)),
        },
        ...(spec.fieldHeadcount > 0
          ? [
              {
                id: id("module", "field"),
                title: "Field crews: vehicles, open worksites and calls for help",
                topics: ["own_protocols"],
                alsoCovers: "Radio words and where to park",
                audience: "field_crews",
                headcount: String(spec.fieldHeadcount),
                delivery: "shift_briefing",
                languages: ["en", "es"],
                startsOn: day(5),
                endsOn: day(26),
                completedCount: "0",
              },
            ]
          : []),
        ...(hasContracts
          ? [
              {
                id: id("module", "contractors"),
                title: "Briefing for contractor personnel on City property",
                topics: ["ordinance_188441", "own_protocols"],
                alsoCovers: "",
                audience: "contractors",
                headcount: String(spec.contracts.reduce((sum, contract) => sum + contract.headcount, 0)),
                delivery: "in_person",
                languages: ["en", "es"],
                startsOn: day(6),
                endsOn: day(30),
                completedCount: "0",
              },
            ]
          : []),
      ],
      newHireRule:
        "New employees take the module in their first week, before their first shift alone; the supervisor signs the record.",
      drillOn: day(45),
      drillDetail:
        "Tabletop exercise with the front desk, the liaison and counsel, then a walk through the building.",
    },
    liaison: { note: "" },
    contractors: {
      contractsAnswer: hasContracts ? "listed" : "none",
      contracts: spec.contracts.map((contract) => ({
        id: id("contract", contract.number),
        contractor: contract.contractor,
        service: contract.service,
        number: contract.number,
        facilityIds: spec.facilities.slice(0, 3).map((facility) => facilityId(facility.name)),
        noticeOn: day(-6),
        acknowledgedOn: day(-3),
        dhsAskedOn: day(-6),
        dhsAnswer: "no_agreement",
        dhsDetail: "",
      })),
    },
    reporting: {
      reachSteps: [
        {
          id: id("reach", 1),
          text: "Call the liaison's number on the front-desk card; say where you are and how many agents there are.",
        },
        {
          id: id("reach", 2),
          text: "If nobody answers within one minute, call the alternate; after hours the same two numbers hold.",
        },
      ],
      daytimePhone: phoneOf(spec.code, "daytime"),
      afterHoursPhone: phoneOf(spec.code, "afterHours"),
      officeSteps: [
        {
          id: id("office", 1),
          text: "The liaison calls the Mayor's Office duty officer at once, while the contact is still going on.",
        },
        {
          id: id("office", 2),
          text: "The liaison files the written report the same day and keeps copies of any papers shown.",
        },
      ],
      targetMinutes: "15",
      ...modelReporting,
    },
    records: {
      systemsAnswer: spec.recordSystems.length > 0 ? "listed" : "none",
      systems: spec.recordSystems.map((system) => ({
        id: id("system", system.name),
        name: system.name,
        holds: ["birthplace"],
        ground: system.ground,
      })),
      routedBy: `${spec.primaryRole}, through the records desk`,
      counsel: "Deputy City Attorney assigned to the department",
      routingDetail:
        "The desk takes the paper, notes the time and the bearer, and hands it to counsel. Nothing is released until counsel has answered in writing.",
    },
    resources: {
      services: spec.services.map((service) => ({
        id: id("service", service.name),
        ...service,
        serviceState: "expanded",
      })),
      channels: spec.channels.map((channel) => ({
        id: id("channel", channel.description),
        ...channel,
        facilityIds: spec.facilities.slice(0, 1).map((facility) => facilityId(facility.name)),
        languages: ["en", "es", "ko", "hy"],
      })),
      postings: [
        {
          id: id("posting", 1),
          notice: "Your rights and how to reach City services",
          place: "Main entrance and staff room of every facility",
          languages: ["en", "es"],
          postedOn: day(-2),
        },
      ],
    },
    certification: {
      legalReview: "reviewed",
      reviewedBy: "Deputy City Attorney assigned to the department",
      reviewedOn: day(-2),
      nextReviewOn: day(180),
      note: "",
    },
  };
  return Object.fromEntries(
    Object.entries(sectionSchemas).map(([section, schema]) => [
      section,
      schema.parse(contents[section as keyof typeof contents]),
    ]),
  ) as SectionContents;
}
