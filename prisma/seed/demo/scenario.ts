import type { PlanStatus } from "@/lib/features/plans/status";

export type Standing = {
  readonly status: PlanStatus;
  /** How many days ago each version was filed, the first version first. */
  readonly filedDaysAgo?: readonly number[];
  /** Why the department head sent the draft back before it came again. */
  readonly sentBack?: string;
  /** Why the reviewer asked for changes of the first version. */
  readonly asked?: string;
};

/** Where each body stands. What is not named has not started. */
export const standings: Readonly<Record<string, Standing>> = {
  LAPL: { status: "draft" },
  RAP: { status: "with_certifier" },
  LADWP: { status: "accepted", filedDaysAgo: [7] },
  LAWA: { status: "in_review", filedDaysAgo: [4] },
  GSD: {
    status: "changes_requested",
    filedDaysAgo: [5],
    asked:
      "PRO-5: say who meets the agents when only the custodial contractor is in the building after 7 p.m.",
  },
  ERB: { status: "accepted", filedDaysAgo: [8] },
  PER: { status: "submitted", filedDaysAgo: [1] },
  DCP: { status: "submitted", filedDaysAgo: [2] },
  LADBS: {
    status: "in_review",
    filedDaysAgo: [6, 3],
    asked: "TRN-5: say by when a new inspector is trained, and who keeps the record.",
  },
  LAHD: { status: "submitted", filedDaysAgo: [1] },
  ITA: { status: "accepted", filedDaysAgo: [6] },
  CRD: { status: "accepted", filedDaysAgo: [9] },
  EMD: { status: "in_review", filedDaysAgo: [2] },
  BOE: { status: "submitted", filedDaysAgo: [1] },
  CTR: { status: "submitted", filedDaysAgo: [3] },
  LAFPP: { status: "amending", filedDaysAgo: [5] },
  DOD: {
    status: "with_certifier",
    sentBack: "Name the person who opens the side entrance for wheelchair users after hours.",
  },
  BSL: { status: "with_certifier" },
  LADOT: { status: "draft" },
  LASAN: { status: "draft" },
  POLA: { status: "draft" },
  LAFD: { status: "draft" },
  LAAS: { status: "draft" },
  DCA: { status: "draft" },
  ZOO: { status: "draft" },
  FIN: { status: "draft" },
  CAO: { status: "draft" },
  CIFD: { status: "draft" },
  BCA: { status: "draft" },
  ELP: { status: "draft" },
};

export const extension = {
  code: "POLA",
  days: 3,
  daysAgo: 2,
  reason: "The tenants' list waits for two terminal operators.",
} as const;

/** Asked by the department, not answered yet; days beyond the directive's own. */
export const extensionRequest = {
  code: "ZOO",
  days: 3,
  daysAgo: 1,
  reason:
    "The protocol for the service gates is with the contractor that guards them, who answers within the week.",
} as const;

/** Required bodies that have nobody to call but their head. */
export const withoutLiaison: ReadonlySet<string> = new Set(["DONE", "OPA", "CTD", "BSS", "DCR"]);
export const withoutAlternate: ReadonlySet<string> = new Set(["LAAS", "ELP", "YDD"]);
/** Designated, but the duties are not accepted yet. */
export const withoutAcceptance: ReadonlySet<string> = new Set(["LAFD", "LACERS", "ZOO"]);
/** Liaisons whose number was changed since. */
export const withNewNumber: ReadonlySet<string> = new Set(["LAWA", "DCP", "LADOT"]);

export const isFiledStatus = (status: PlanStatus): boolean =>
  status === "submitted" || status === "in_review" || status === "changes_requested" || status === "accepted";

/** A small number of a body's own, by which the scenario varies. */
export const variant = (code: string): number =>
  [...code].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
