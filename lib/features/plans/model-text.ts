import type { Protocols, ProtocolTextName, SettingName, Step } from "./sections/protocols";

type Suggestion = readonly [action: string, role: string, words: string];

const call: Suggestion = [
  "Call the primary contact of the escalation chain, then the backup; report place, agency and number of agents.",
  "Any employee",
  "I am calling the person who can speak with you.",
];
const record: Suggestion = [
  "Write down time, place, names, badges and papers shown; keep copies; report through the liaison at once.",
  "Supervisor",
  "",
];
const ask: Suggestion = [
  "Stay calm. Ask for name, agency, badge number and purpose; ask to see and copy any papers.",
  "Any employee",
  "Good day. May I have your name, agency, badge number and the purpose of your visit?",
];
const notAuthorised: Suggestion = [
  "Neither consent nor refuse on the department's behalf, and do not judge papers.",
  "Any employee",
  "I am not authorized to accept papers or to let anyone in. The person who is will come to you.",
];
const observe: Suggestion = [
  "If agents go ahead, do not stand in their way: state that the department does not consent, observe and record, and keep them accompanied.",
  "Supervisor",
  "We do not consent to this entry. We will not interfere.",
];

const steps: Readonly<Record<SettingName, readonly Suggestion[]>> = {
  counters: [
    ask,
    notAuthorised,
    call,
    [
      "Let the agents wait in the public area; go on serving the public.",
      "Front desk",
      "You are welcome to wait here in the public area.",
    ],
    record,
  ],
  non_public_entry: [
    ask,
    [
      "Do not open the door and do not consent: a non-public area is entered with a judicial warrant.",
      "Any employee",
      "This area is not open to the public. I cannot let you in without the person in charge.",
    ],
    call,
    [
      "Hand any paper to the person in charge, who checks court, judge's signature, address and date with counsel.",
      "Person in charge",
      "I will have counsel read this before we go on.",
    ],
    observe,
    record,
  ],
  field: [
    [
      "Make the work and the vehicle safe; stay together in a public place.",
      "Crew lead",
      "We are at work for the City. I am calling our supervisor.",
    ],
    ask,
    call,
    observe,
    record,
  ],
  records_requests: [
    [
      "Give no information about any person, by telephone, e-mail or at the counter; take the request down.",
      "Any employee",
      "I cannot answer that. I will pass your request to the office that handles records.",
    ],
    [
      "Route every request, subpoena or warrant for records to counsel before anything is released.",
      "Records officer",
      "Counsel will answer you in writing.",
    ],
    record,
  ],
  contractor_tenant_spaces: [
    [
      "Find out whose space it is; contractor and tenant staff call the City's contact for the site.",
      "Site contact",
      "I will call the City's contact for this building.",
    ],
    notAuthorised,
    call,
    record,
  ],
  minors_vulnerable: [
    [
      "Keep the program going; one colleague stays with the participants while another meets the agents in the lobby.",
      "Program lead",
      "Please come with me to the lobby.",
    ],
    notAuthorised,
    call,
    ["Reach the parent, guardian or caregiver by the program's own rules.", "Program lead", ""],
    record,
  ],
  city_property_staging: [
    [
      "Ask what the property is to be used for; state that City property is not offered for this use.",
      "Site supervisor",
      "This property is not available for that use. I am calling the department's contact.",
    ],
    call,
    [
      "Close gates where that is safe and nobody is shut in or out; do not stand in the way.",
      "Site supervisor",
      "",
    ],
    record,
  ],
};

/** Our own suggested steps for a setting, each marked as to be adapted. `makeId` gives each row its id. */
export function modelSteps(setting: SettingName, makeId: () => string): Step[] {
  return steps[setting].map(([action, role, words]) => ({
    id: makeId(),
    action,
    role,
    words,
    modelText: true,
  }));
}

export const modelTexts: Readonly<Record<ProtocolTextName, string>> = {
  identityCheck:
    "Ask for name, agency, badge and purpose and write them down. Look at the paper: a judicial warrant names a court, is signed by a judge or magistrate, and gives an address and a date. A paper signed by an officer of the agency, or by an immigration judge, is not a judicial warrant. Confirm with the City Attorney.",
  nonConsent:
    "Nobody gives consent to enter a non-public area without a judicial warrant. Employees and contractors say so once, calmly, and call the person in charge. Confirm with the City Attorney.",
  nonObstruction:
    "Nobody conceals a person, makes a false statement, destroys or alters a document, or physically stands in an officer's way. If officers go ahead, staff state that the department does not consent, step aside, observe and record.",
  exigentCircumstances:
    "Where life or safety is in immediate danger, or officers pursue a suspect of a crime, the usual steps do not apply: keep people safe, call 911, and report to the liaison afterwards.",
  impostors:
    "If badges or papers are refused or look wrong, the person in charge calls the agency's published number and, where doubt remains, local police on the emergency line.",
  documentation:
    "The supervisor writes the log the same hour: time, place, agency, names and badges, papers, what was said. Recordings and copies are kept as evidence for at least two years and given to counsel alone.",
  afterActionReview:
    "Within five working days the liaison, the supervisor and counsel review each encounter, note what to change in the plan, and offer support to the staff involved.",
};

const keptOut = "does_not_open";

export const modelDecisionAid: Protocols["decisionAid"] = {
  ao_93: {
    answer: "opens_non_public",
    text: "Check court, judge's signature, address and date. It opens what it names, no more. Call counsel at once; do not stand in the way.",
  },
  ao_442: {
    answer: "opens_non_public",
    text: "Check court and judge's signature. The person in charge and counsel decide how it is carried out; do not stand in the way.",
  },
  ao_88b: { answer: "to_counsel", text: "Take it, note the time, hand it to counsel. It opens no door." },
  i_200: {
    answer: keptOut,
    text: "Signed by an officer of the agency, not by a judge. Take a copy; do not consent.",
  },
  i_205: {
    answer: keptOut,
    text: "Signed by an officer of the agency, not by a judge. Take a copy; do not consent.",
  },
  i_138: { answer: keptOut, text: "An administrative subpoena. It goes to counsel; nothing is handed over." },
  i_247a: { answer: keptOut, text: "A request about a person in custody. It goes to counsel." },
  i_862: { answer: keptOut, text: "A notice to a person. Staff neither accept nor deliver it." },
};

export const modelReporting: { recorded: string; neverAsked: string } = {
  recorded:
    "Time, place, agency, number of agents, names and badges as given, papers shown, what was asked and answered, and whether anybody was in danger.",
  neverAsked:
    "Nobody asks for or writes down immigration status, nationality, birthplace, A-numbers, or the names of community members.",
};
