import { complianceEvents } from "@/lib/features/compliance/events";
import { coverageEvents } from "@/lib/features/coverage/events";
import { directiveEvents } from "@/lib/features/directives/events";
import { drillEvents } from "@/lib/features/drills/events";
import { liaisonEvents } from "@/lib/features/liaisons/events";
import { mailEvents } from "@/lib/features/mail/events";
import { peopleEvents } from "@/lib/features/people/events";
import { planEvents } from "@/lib/features/plans/events";
import type { Role } from "@/lib/kernel/actor";
import { accountKinds } from "./account-kinds";
import {
  always,
  atLeastDaily,
  atOnce,
  type Delivery,
  daily,
  deliveries,
  inPortal,
  type KindDefinition,
  type Listener,
  type Reach,
} from "./reach";

/**
 * The matrix: who hears of what, how, and within which limits they may choose. A role of a department hears of that
 * department alone. Whoever is named by several roles is told once, the loudest way.
 */
const notificationKinds = {
  signature_wanted: {
    group: "signing",
    label: "Waiting for your signature",
    description: "A preparer has sent the draft to the department head, who reads, certifies and submits it.",
    events: [planEvents.sentToCertifier.name],
    audience: { certifier: always, preparer: inPortal },
    priority: "at_once",
    floorReason: "Nobody else can sign, and a plan that waits unseen is a plan that is late.",
  },
  draft_taken_back: {
    group: "signing",
    label: "The draft was taken back",
    description: "It no longer waits for the department head's signature.",
    events: [planEvents.takenBack.name],
    audience: { certifier: atOnce, preparer: inPortal },
    priority: "at_once",
  },
  draft_sent_back: {
    group: "signing",
    label: "The draft was sent back",
    description: "The department head asks its authors to change something first.",
    events: [planEvents.sentBack.name],
    audience: { preparer: atLeastDaily, certifier: inPortal },
    priority: "at_once",
    floorReason: "The department head waits for an answer, and the clock runs on.",
  },
  plan_submitted: {
    group: "signing",
    label: "A plan was filed",
    description:
      "A version was certified and submitted, with its number, on time or late. To the department head as a receipt.",
    events: [planEvents.submitted.name],
    audience: {
      certifier: always,
      preparer: atOnce,
      liaison: daily,
      alternate: daily,
      reviewer: atLeastDaily,
      duty_officer: inPortal,
      administrator: inPortal,
      auditor: inPortal,
    },
    priority: "at_once",
    isReceipt: true,
    floorReason: "It is the receipt of whoever signs, and for whoever reviews a plan that waits.",
  },
  filing_withdrawn: {
    group: "signing",
    label: "A filing was withdrawn",
    description: "The version no longer counts as filed, and the clock runs on.",
    events: [planEvents.withdrawn.name],
    audience: { preparer: atOnce, certifier: atOnce, reviewer: atOnce, duty_officer: inPortal },
    priority: "at_once",
  },
  review_begun: {
    group: "review",
    label: "The review began",
    description: "A reviewer has opened the filed version and reads it.",
    events: [planEvents.reviewBegun.name],
    audience: { preparer: inPortal, certifier: inPortal, reviewer: inPortal },
    priority: "at_once",
  },
  changes_requested: {
    group: "review",
    label: "Changes were requested",
    description: "The Mayor's Office asks for a next version, and says why.",
    events: [planEvents.changesRequested.name],
    audience: {
      preparer: always,
      certifier: always,
      liaison: daily,
      alternate: daily,
      reviewer: inPortal,
    },
    priority: "at_once",
    floorReason: "The department owes an answer from this moment on.",
  },
  return_undone: {
    group: "review",
    label: "A request for changes was undone",
    description: "The version is in review again, and nothing has to be changed for now.",
    events: [planEvents.returnUndone.name],
    audience: { preparer: atOnce, certifier: atOnce, liaison: inPortal, reviewer: inPortal },
    priority: "at_once",
  },
  plan_accepted: {
    group: "review",
    label: "The plan was accepted",
    description: "The version is in force.",
    events: [planEvents.accepted.name],
    audience: {
      preparer: atOnce,
      certifier: atOnce,
      liaison: daily,
      alternate: daily,
      reviewer: inPortal,
      duty_officer: inPortal,
    },
    priority: "at_once",
  },
  acceptance_undone: {
    group: "review",
    label: "An acceptance was undone",
    description: "The version is in review again; what was in force before is in force.",
    events: [planEvents.acceptanceUndone.name],
    audience: { preparer: atOnce, certifier: atOnce, liaison: inPortal, reviewer: inPortal },
    priority: "at_once",
  },
  next_version_begun: {
    group: "drafting",
    label: "The next version was begun",
    description: "After a request for changes, or as an amendment of an accepted plan.",
    events: [planEvents.revisionBegun.name, planEvents.amendmentBegun.name],
    audience: { preparer: inPortal, certifier: inPortal, reviewer: inPortal },
    priority: "at_once",
  },
  part_done: {
    group: "drafting",
    label: "A section was marked as done, or taken up again",
    description: "By those who write it.",
    events: [planEvents.partMarkedDone.name, planEvents.partReopened.name],
    audience: { preparer: inPortal, certifier: inPortal },
    priority: "at_once",
  },
  deadline_reminder: {
    group: "deadlines",
    label: "Reminders before the deadline, and once it has passed",
    description:
      "7, 3 and 1 days before, on the morning of the day, and each working morning after it, while the plan is owed. They name what is still open.",
    events: [directiveEvents.reminded.name],
    audience: { certifier: always, preparer: atLeastDaily, liaison: atLeastDaily, alternate: atLeastDaily },
    priority: "reminder",
    isReminder: true,
    floorReason: "Nobody may miss a deadline because a reminder was turned off.",
  },
  mayors_brief: {
    group: "deadlines",
    label: "The Mayor's brief",
    description:
      "Each morning at six, until every plan is accepted: who filed since yesterday, who is overdue, what is stuck and with whom, the trend.",
    events: [complianceEvents.briefDue.name],
    audience: { reviewer: atOnce, administrator: inPortal, duty_officer: inPortal },
    priority: "at_once",
  },
  deadline_moved: {
    group: "deadlines",
    label: "The deadline was moved",
    description: "The Mayor's Office gave more time, or put a date right.",
    events: [directiveEvents.deadlineExtended.name, directiveEvents.extensionCorrected.name],
    audience: {
      certifier: always,
      preparer: atLeastDaily,
      liaison: daily,
      alternate: daily,
      reviewer: inPortal,
    },
    priority: "at_once",
    floorReason: "The new date can be earlier than the one you count on.",
  },
  extension_requested: {
    group: "deadlines",
    label: "More time was asked for",
    description: "A department's request, which waits for an answer of the Mayor's Office.",
    events: [directiveEvents.extensionRequested.name],
    audience: { reviewer: atLeastDaily, certifier: inPortal, preparer: inPortal },
    priority: "at_once",
    floorReason: "The department waits for an answer while its clock runs.",
  },
  extension_declined: {
    group: "deadlines",
    label: "More time was declined",
    description: "The deadline stays as it is.",
    events: [directiveEvents.extensionDeclined.name],
    audience: { certifier: atLeastDaily, preparer: atLeastDaily, reviewer: inPortal },
    priority: "at_once",
    floorReason: "Whoever counted on more time has to know that there is none.",
  },
  extension_request_withdrawn: {
    group: "deadlines",
    label: "A request for more time was withdrawn",
    description: "No answer is needed any more.",
    events: [directiveEvents.extensionRequestWithdrawn.name],
    audience: { reviewer: inPortal, certifier: inPortal, preparer: inPortal },
    priority: "at_once",
  },
  liaison_designated: {
    group: "liaisons",
    label: "A liaison or an alternate was designated",
    description: "Whoever is designated is always told at once, since the duties are theirs to accept.",
    events: [liaisonEvents.designated.name],
    audience: {
      person_concerned: always,
      certifier: inPortal,
      preparer: inPortal,
      liaison: inPortal,
      alternate: inPortal,
      duty_officer: inPortal,
      reviewer: inPortal,
    },
    priority: "at_once",
    floorReason: "The duties are yours to accept.",
  },
  contact_updated: {
    group: "liaisons",
    label: "A liaison's contact details were changed",
    description: "Whose details they are is told by mail where somebody else changed them.",
    events: [liaisonEvents.contactUpdated.name],
    audience: {
      person_concerned: atOnce,
      liaison: inPortal,
      alternate: inPortal,
      duty_officer: inPortal,
    },
    priority: "at_once",
  },
  duties_accepted: {
    group: "liaisons",
    label: "A liaison or an alternate accepted the duties",
    description: "From now on they answer the telephone.",
    events: [liaisonEvents.dutiesAccepted.name],
    audience: {
      certifier: inPortal,
      preparer: inPortal,
      liaison: inPortal,
      alternate: inPortal,
      duty_officer: inPortal,
    },
    priority: "at_once",
  },
  drill_run: {
    group: "liaisons",
    label: "A readiness drill began or ended",
    description:
      "For those who run them. Whoever is called in a drill is mailed at once, always: that is what it tests.",
    events: [drillEvents.started.name, drillEvents.ended.name],
    audience: { duty_officer: inPortal, reviewer: inPortal, administrator: inPortal },
    priority: "at_once",
  },
  coverage_changed: {
    group: "liaisons",
    label: "A liaison is away, or somebody else answers",
    description: "Until when, and who takes the calls.",
    events: [
      coverageEvents.absenceAdded.name,
      coverageEvents.overrideAdded.name,
      coverageEvents.takenBack.name,
    ],
    audience: {
      liaison: atOnce,
      alternate: atOnce,
      certifier: inPortal,
      preparer: inPortal,
      duty_officer: inPortal,
    },
    priority: "at_once",
  },
  role_granted: {
    group: "people",
    label: "A role was given",
    description: "By an administrator, from a day on, with or without an end.",
    events: [peopleEvents.roleGranted.name],
    audience: { person_concerned: always, certifier: inPortal },
    priority: "at_once",
    floorReason: "What you may do here has changed.",
  },
  role_ended: {
    group: "people",
    label: "A role has ended, or is to end",
    description: "At once, or with the end of a day.",
    events: [peopleEvents.roleEnded.name],
    audience: { person_concerned: always, certifier: inPortal },
    priority: "at_once",
    floorReason: "What you may do here has changed.",
  },
  invitation_accepted: {
    group: "people",
    label: "An invitation was accepted",
    description: "Whoever was invited has signed in, and the role is theirs.",
    events: [peopleEvents.invitationAccepted.name],
    audience: { person_concerned: atOnce, certifier: inPortal },
    priority: "at_once",
  },
  account_reopened: {
    group: "people",
    label: "Your account was opened again",
    description: "It had been closed by an administrator.",
    events: [peopleEvents.reactivated.name],
    audience: { person_concerned: always },
    priority: "at_once",
    floorReason: "It is your account.",
  },
  person_left: {
    group: "people",
    label: "Somebody left the department",
    description:
      "With what it lacks from now on, and who takes over. To the administrator where nobody certifies.",
    events: [peopleEvents.left.name],
    audience: { person_concerned: always, certifier: always, administrator: atLeastDaily },
    priority: "at_once",
    floorReason: "Somebody has to take their place.",
  },
  address_refused: {
    group: "mail",
    label: "Mail to somebody is refused",
    description: "Their mail server takes nothing for this address, so that they are not reached.",
    events: [mailEvents.addressRefused.name],
    audience: { person_concerned: inPortal, administrator: atLeastDaily, certifier: atOnce },
    priority: "at_once",
    floorReason: "Somebody has to put the address right, and the administrator can.",
  },
  ...accountKinds,
} as const satisfies Readonly<Record<string, KindDefinition>>;

export type NotificationKind = keyof typeof notificationKinds;

export const kindNames = Object.keys(notificationKinds) as readonly NotificationKind[];

export function kindDefinition(kind: NotificationKind): KindDefinition {
  return notificationKinds[kind];
}

const kindByEvent: ReadonlyMap<string, NotificationKind> = new Map(
  kindNames.flatMap((kind) => kindDefinition(kind).events.map((event) => [event, kind] as const)),
);

/** What an event is told as; null for one of which nobody is told. */
export function kindOfEvent(event: string): NotificationKind | null {
  return kindByEvent.get(event) ?? null;
}

const loudness = (delivery: Delivery) => deliveries.indexOf(delivery);

/** The louder of two. */
function louder(a: Delivery, b: Delivery): Delivery {
  return loudness(a) <= loudness(b) ? a : b;
}

/** What reaches somebody who is named in several ways: of each the loudest. Null for whom the matrix does not name. */
export function reachOf(kind: NotificationKind, as: readonly Listener[]): Reach | null {
  const { audience } = kindDefinition(kind);
  const reaches = as.flatMap((listener) => audience[listener] ?? []);
  const [first, ...rest] = reaches;
  if (!first) return null;
  return rest.reduce(
    (loudest, reach) => ({
      default: louder(loudest.default, reach.default),
      floor: louder(loudest.floor, reach.floor),
    }),
    first,
  );
}

/** How somebody is told: as they chose, but never quieter than they may. */
export function deliveryFor(reach: Reach, chosen: Delivery | null): Delivery {
  return louder(chosen ?? reach.default, reach.floor);
}

/** What somebody may choose from, the loudest first. */
export function choicesWithin(reach: Reach): readonly Delivery[] {
  return deliveries.filter((delivery) => loudness(delivery) <= loudness(reach.floor));
}

/** The kinds of which somebody who holds these roles can hear, each with what they may choose. */
export function kindsFor(roles: readonly Role[]): { kind: NotificationKind; reach: Reach }[] {
  return kindNames.flatMap((kind) => {
    const reach = reachOf(kind, roles);
    return reach ? [{ kind, reach }] : [];
  });
}
