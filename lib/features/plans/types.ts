import type { Arithmetic } from "@/lib/features/directives/types";
import type { DepartmentId, DirectiveId, PersonId, PlanId, PlanVersionId } from "@/lib/kernel/ids";
import type { DesignationForCheck, PlanFacts, RequirementForCheck, RequirementOutcome } from "./completeness";
import type { RedFlag } from "./red-flags";
import type { Reading, SectionContents, SectionName } from "./schema";
import type { PlanReturns, PlanStatus, PlanTransition } from "./status";

/** A requirement as it stands in its set: its words beside what the checks need. */
export type RequirementText = RequirementForCheck & {
  readonly text: string;
  readonly sources: readonly string[];
  readonly evidence: string;
};

export type SectionState = {
  readonly section: SectionName;
  readonly revision: number;
  readonly outcomes: readonly RequirementOutcome[];
  /** Instants are ISO strings: they cross to the browser. */
  readonly editedAt: string | null;
  readonly editedByName: string;
  readonly partDoneAt: string | null;
  readonly partDoneByName: string;
};

type PlanDeadline = {
  readonly dueAt: string;
  readonly originalDueAt: string;
  readonly serverNow: string;
  /** Where the count began: the rule, and with it the original day once something moved the deadline. */
  readonly origin: string;
  /** Each extension and correction in words, the oldest first. */
  readonly extensions: readonly { readonly id: string; readonly text: string }[];
  readonly isExtended: boolean;
  readonly standing: "required" | "invited";
};

/** A plan as one signed-in person may see it. */
export type PlanView = {
  readonly department: {
    readonly id: DepartmentId;
    readonly code: string;
    readonly name: string;
    readonly shortName: string;
    readonly headTitle: string;
  };
  readonly directive: {
    readonly id: DirectiveId;
    readonly code: string;
    readonly number: number;
    readonly title: string;
  };
  readonly plan: {
    readonly id: PlanId;
    readonly status: PlanStatus;
    readonly versionNumber: number;
    readonly inForceNumber: number | null;
    readonly returns: PlanReturns;
    readonly statusChangedAt: string;
  };
  readonly sections: readonly SectionState[];
  readonly deadline: PlanDeadline;
  readonly requirements: readonly RequirementText[];
  readonly directivesInForce: readonly string[];
  readonly designations: readonly DesignationForCheck[];
  readonly facts: PlanFacts;
  /** "YYYY-MM-DD" where the directive's clock stands. */
  readonly today: string;
  readonly may: Readonly<Record<PlanTransition, boolean>>;
  /** Whether the person drafts this plan at all, whatever its state allows now. */
  readonly mayDraft: boolean;
  /** Whether the signature is theirs to give, whatever the state allows now. */
  readonly mayCertify: boolean;
  /** Of the newest version that stands: one that was withdrawn is no filing, and the clock runs on. */
  readonly receipt: {
    readonly versionId: PlanVersionId;
    readonly number: number;
    readonly submittedAt: string;
    readonly isLate: boolean;
  } | null;
  /** The newest version, where it was withdrawn and none was filed since. */
  readonly withdrawn: {
    readonly number: number;
    readonly submittedAt: string;
    readonly isLate: boolean;
    readonly at: string;
  } | null;
  readonly actorId: PersonId;
  readonly actorName: string;
};

export type SectionView<Section extends SectionName = SectionName> = PlanView & {
  readonly section: Section;
  readonly content: SectionContents[Section];
  readonly revision: number;
  /** The facilities that the plan lists, for sections that point at them. */
  readonly facilities: readonly { readonly id: string; readonly name: string }[];
};

/** A section that changed after somebody had read it, and by whom; nobody is named where a designation changed. */
export type ChangedSection = { readonly section: SectionName; readonly changedByName: string };

export type WholePlanView = PlanView & {
  /** The text that this view shows, or an older one where it changed while it was being read. */
  readonly read: Reading;
  readonly contents: SectionContents;
  readonly redFlags: readonly RedFlag[];
};

/** A filed version in a list. */
export type FiledVersion = {
  readonly versionId: PlanVersionId;
  readonly number: number;
  readonly submittedAt: string;
  readonly isLate: boolean;
  readonly certifierName: string;
  readonly withdrawnAt: string | null;
};

/** The plan's own page: with it who can certify, and what was filed, the newest first. */
export type PlanPageView = PlanView & {
  readonly certifiers: readonly string[];
  /** The department's request for more time that waits for an answer. */
  readonly openRequest: { readonly requestedDueAt: string } | null;
  readonly versions: readonly FiledVersion[];
};

/** What the filing is proved by. Everything here was fixed when the version was written, but for its withdrawal. */
export type ReceiptView = {
  readonly versionId: PlanVersionId;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly directiveCode: string;
  readonly planTitle: string;
  readonly versionNumber: number;
  readonly certifierName: string;
  readonly certifierTitle: string;
  readonly submittedAt: string;
  readonly dueAt: string;
  readonly isLate: boolean;
  readonly withdrawal: { readonly at: string; readonly byName: string } | null;
  readonly sha256: string;
  /** How the due instant came about, as it stood when the version was filed. */
  readonly arithmetic: Arithmetic;
  /** The department reads its plan; the offices that watch compliance have a page of their own about it. */
  readonly mayReadPlan: boolean;
};

/** A filed version's text, as it was certified. */
export type VersionView = ReceiptView & {
  readonly contents: SectionContents;
  readonly designations: readonly DesignationForCheck[];
  readonly requirements: readonly RequirementText[];
  readonly redFlags: readonly RedFlag[];
};

export type HistoryEntry = {
  readonly sequence: string;
  readonly at: string;
  readonly actorName: string;
  readonly actorRole: string;
  readonly text: string;
};

/** Who has which section open, each person once a section. */
export type PresenceNews = {
  readonly present: readonly {
    readonly section: SectionName;
    readonly personId: PersonId;
    readonly name: string;
  }[];
};
