import type { DepartmentSpec, FacilitySpec } from "./plan-builder";

const weekday = "Monday to Friday, 8 a.m. to 5 p.m.";
const website = {
  kind: "website",
  description: "A page of the department's site, linked from its front page",
} as const;
const counter = {
  kind: "in_person",
  description: "Cards and a trained colleague at the public counter",
} as const;
const phoneLine = {
  kind: "telephone",
  description: "The information line, with interpreters on call",
} as const;

const branch = (name: string, address: string): FacilitySpec => ({
  name,
  kind: "Library",
  address,
  hours: "Monday to Thursday 10 a.m. to 8 p.m.; Friday and Saturday 9:30 a.m. to 5:30 p.m.",
  publicAreas: ["Reading room", "Children's area", "Community room"],
  nonPublicAreas: [
    ["Staff workroom", "badge"],
    ["Book drop and sorting room", "key"],
  ],
});

const library: DepartmentSpec = {
  code: "LAPL",
  facilities: [
    {
      ...branch("Central Library", "630 W. 5th Street"),
      nonPublicAreas: [
        ["Staff offices, levels 3 and 4", "badge"],
        ["Closed stacks", "badge"],
        ["Loading dock", "key"],
        ["Security control room", "permission"],
      ],
    },
    branch("Echo Hill Branch", "1410 W. Example Street"),
    branch("Harbor View Branch", "921 S. Sample Avenue"),
    branch("Valley Oaks Branch", "5210 N. Specimen Boulevard"),
    branch("Arroyo Branch", "6145 N. Model Street"),
    branch("Westside Branch", "11360 Pattern Boulevard"),
  ],
  tenants: [
    { facility: "Central Library", space: "Café on the garden level", leaseHolder: "Garden Level Café LLC" },
  ],
  atRisk: [{ facility: "Central Library", property: "Loading dock and its driveway", measure: "gate" }],
  notApplicable: {
    field: "The Library has no field staff: its couriers park inside the branches' closed yards.",
  },
  ownSteps: {
    counters: [
      {
        action: "Greet as any visitor; the reading rooms are open to everybody.",
        role: "Reference desk",
        words:
          "Good morning. I am not authorized to answer questions about visitors or staff. I will call the person who can.",
      },
    ],
    minors_vulnerable: [
      {
        action: "Keep the story hour going; one colleague stays with the children.",
        role: "Children's librarian",
        words: "The program goes on. My colleague will speak with you at the desk.",
      },
    ],
  },
  headcount: 1180,
  fieldHeadcount: 0,
  contracts: [
    {
      contractor: "Brightwell Custodial Services",
      service: "Cleaning of the Central Library and branches",
      number: "C-140221",
      headcount: 64,
    },
    {
      contractor: "Northgate Security Example Inc.",
      service: "Unarmed guards",
      number: "C-138877",
      headcount: 41,
    },
  ],
  services: [
    {
      name: "New Americans desk",
      description:
        "Referrals to accredited legal help, citizenship classes and City services, in six languages.",
    },
    {
      name: "Quiet rooms for calls with counsel",
      description: "A room and a telephone at every branch, bookable without a card.",
    },
  ],
  recordSystems: [],
  primaryRole: "Director of branch services",
  backupRole: "Security manager",
  channels: [website, counter, { kind: "print", description: "Bookmarks and posters in every branch" }],
};

const parkNames = [
  "Alder",
  "Bluff",
  "Canyon",
  "Crestline",
  "Dell",
  "Eucalyptus",
  "Fernhill",
  "Glen",
  "Hillcrest",
  "Ironwood",
  "Juniper",
  "Knoll",
  "Laurel",
  "Meadow",
  "Northfield",
  "Oakmont",
  "Palisade",
  "Quarry",
  "Ridge",
  "Sycamore",
  "Terrace",
  "Upland",
  "Valley Example",
  "Willow",
];

const park = (name: string, index: number): FacilitySpec[] => [
  {
    name: `${name} Recreation Center`,
    kind: "Park or recreation center",
    address: `${1200 + index * 37} ${name} Avenue`,
    hours: "Daily, 9 a.m. to 10 p.m.",
    publicAreas: ["Gymnasium", "Lobby", "Playground"],
    nonPublicAreas: [
      ["Staff office", "key"],
      ["Equipment room", "key"],
    ],
  },
  {
    name: `${name} Park`,
    kind: "Park or recreation center",
    address: `${1300 + index * 37} ${name} Avenue`,
    hours: "Daily, 5 a.m. to 10:30 p.m.",
    publicAreas: ["Lawn and paths"],
    nonPublicAreas: [["Maintenance yard", "key"]],
  },
  ...(index % 2 === 0
    ? [
        {
          name: `${name} Child Care Center`,
          kind: "Child-care center",
          address: `${1350 + index * 37} ${name} Avenue`,
          hours: "Monday to Friday, 7 a.m. to 6 p.m.",
          publicAreas: ["Entrance"],
          nonPublicAreas: [
            ["Classrooms", "permission"],
            ["Play yard", "permission"],
          ] as const,
        },
      ]
    : []),
];

const parks: DepartmentSpec = {
  code: "RAP",
  facilities: parkNames.flatMap(park),
  tenants: [
    { facility: "Meadow Park", space: "Boathouse", leaseHolder: "Meadow Boats Concession" },
    { facility: "Ridge Park", space: "Golf shop and restaurant", leaseHolder: "Ridge Fairways Partners" },
  ],
  atRisk: [
    { facility: "Meadow Park", property: "North parking lot", measure: "gate" },
    { facility: "Sycamore Park", property: "Event field", measure: "sign" },
  ],
  notApplicable: {},
  ownSteps: {
    field: [
      {
        action: "Stop the mower or vehicle in a safe place; stay together.",
        role: "Crew lead",
        words: "We are working for the City. I am calling our supervisor now.",
      },
    ],
    minors_vulnerable: [
      {
        action: "Bring the day-camp group indoors and take the roll.",
        role: "Camp director",
        words: "The children stay with their counselors. Please wait in the lobby for the facility director.",
      },
    ],
  },
  headcount: 2340,
  fieldHeadcount: 610,
  contracts: [
    {
      contractor: "Greenline Tree Care Example",
      service: "Tree trimming in parks",
      number: "C-141905",
      headcount: 85,
    },
  ],
  services: [
    {
      name: "Family resource days",
      description: "Monthly afternoons in recreation centers with City and community counselors.",
    },
    { name: "Free summer lunch", description: "No papers asked, at every recreation center." },
  ],
  recordSystems: [
    { name: "Child-care enrollment", ground: "State licensing asks the birthplace of enrolled children." },
  ],
  primaryRole: "Assistant general manager, operations",
  backupRole: "Chief park ranger",
  channels: [
    website,
    counter,
    { kind: "print", description: "Notices on park boards and in program brochures" },
  ],
};

const waterAndPower: DepartmentSpec = {
  code: "LADWP",
  facilities: [
    {
      name: "Headquarters",
      kind: "Office",
      address: "111 N. Hope Street",
      hours: weekday,
      publicAreas: ["Lobby", "Plaza"],
      nonPublicAreas: [
        ["Office floors", "badge"],
        ["Energy control center", "badge"],
      ],
    },
    {
      name: "Crenshaw Customer Service Center",
      kind: "Public counter",
      address: "4030 Example Boulevard",
      hours: weekday,
      publicAreas: ["Counter hall"],
      nonPublicAreas: [["Back office", "badge"]],
    },
    {
      name: "Valley Generating Example Station",
      kind: "Plant or station",
      address: "9430 San Sample Road",
      hours: "Staffed day and night; not open to the public",
      publicAreas: [],
      nonPublicAreas: [["Whole site behind the gate", "badge"]],
    },
    {
      name: "Western District Yard",
      kind: "Yard or workshop",
      address: "12300 W. Specimen Street",
      hours: "Day and night",
      publicAreas: ["Visitor parking"],
      nonPublicAreas: [
        ["Yard and shops", "badge"],
        ["Material store", "key"],
      ],
    },
  ],
  tenants: [],
  atRisk: [{ facility: "Western District Yard", property: "Overflow parking by the yard", measure: "gate" }],
  notApplicable: {
    minors_vulnerable: "The department runs no programs with minors; student tours are led by their schools.",
  },
  ownSteps: {
    field: [
      {
        action: "Make the work safe first: a trench or an energized line is never left.",
        role: "Crew supervisor",
        words: "This is a live worksite. For your safety stay behind the cones.",
      },
      {
        action: "Call dispatch by radio with the agreed word and the place.",
        role: "Crew supervisor",
        words: "Dispatch, visitor at worksite.",
      },
    ],
  },
  headcount: 11200,
  fieldHeadcount: 4650,
  contracts: [
    {
      contractor: "Basin Trenching Example Co.",
      service: "Trenching and paving",
      number: "47-8812",
      headcount: 210,
    },
    { contractor: "Clearway Meter Services", service: "Meter replacement", number: "47-9034", headcount: 95 },
  ],
  services: [
    {
      name: "Payment plans without questions",
      description: "Extensions and shut-off protection for households that lost an earner.",
    },
  ],
  recordSystems: [],
  primaryRole: "Director of security services",
  backupRole: "Shift superintendent, load dispatch",
  channels: [website, phoneLine, counter],
};

const airports: DepartmentSpec = {
  code: "LAWA",
  facilities: [
    {
      name: "Terminal complex, landside",
      kind: "Terminal",
      address: "1 World Way",
      hours: "Day and night",
      publicAreas: ["Ticketing halls", "Arrivals curbs"],
      nonPublicAreas: [
        ["Baggage make-up", "badge"],
        ["Tenant offices", "badge"],
      ],
    },
    {
      name: "Airfield operations area",
      kind: "Terminal",
      address: "7000 World Example Way West",
      hours: "Day and night",
      publicAreas: [],
      nonPublicAreas: [["Airside behind the security line", "badge"]],
    },
    {
      name: "Administration building",
      kind: "Office",
      address: "6053 Century Sample Boulevard",
      hours: weekday,
      publicAreas: ["Lobby"],
      nonPublicAreas: [["Office floors", "badge"]],
    },
    {
      name: "Van Nuys general aviation offices",
      kind: "Office",
      address: "16461 Specimen Way",
      hours: weekday,
      publicAreas: ["Lobby"],
      nonPublicAreas: [["Operations desk", "permission"]],
    },
  ],
  tenants: [
    {
      facility: "Terminal complex, landside",
      space: "Airline ticket offices",
      leaseHolder: "Airlines under terminal leases",
    },
    {
      facility: "Terminal complex, landside",
      space: "Shops and restaurants",
      leaseHolder: "Concession managers",
    },
    {
      facility: "Terminal complex, landside",
      space: "Federal inspection area",
      leaseHolder: "Federal Government, under its own authority",
    },
  ],
  atRisk: [{ facility: "Administration building", property: "Economy lot E", measure: "barrier" }],
  notApplicable: {
    minors_vulnerable:
      "The department runs no programs with minors; unaccompanied travelers are the airlines' charge.",
  },
  ownSteps: {
    contractor_tenant_spaces: [
      {
        action:
          "Find out whose space it is: City, tenant or federal. In a federal area the federal rules hold.",
        role: "Terminal duty manager",
        words: "I will ask the duty manager which space this is and who answers for it.",
      },
    ],
    field: [
      {
        action: "Airside crews stay with their equipment and call the operations desk.",
        role: "Crew lead",
        words: "Operations, this is the ramp crew at the gate. We have visitors.",
      },
    ],
  },
  headcount: 3400,
  fieldHeadcount: 900,
  contracts: [
    {
      contractor: "Skyline Janitorial Example",
      service: "Terminal cleaning",
      number: "DA-5512",
      headcount: 320,
    },
  ],
  services: [
    {
      name: "Traveler help desks",
      description: "Rights cards and a telephone to counsel at each terminal's information desk.",
    },
  ],
  recordSystems: [
    { name: "Airport badge office", ground: "Federal rules require birthplace for security-area badges." },
  ],
  primaryRole: "Deputy executive director, operations",
  backupRole: "Airport duty manager",
  channels: [website, counter, phoneLine],
};

const generalServices: DepartmentSpec = {
  code: "GSD",
  facilities: [
    {
      name: "City Hall South, floors 5 to 7",
      kind: "Office",
      address: "111 E. 1st Street",
      hours: weekday,
      publicAreas: ["Elevator lobby"],
      nonPublicAreas: [["Offices", "badge"]],
    },
    {
      name: "Central fleet workshop",
      kind: "Yard or workshop",
      address: "2310 E. Example Street",
      hours: "Monday to Saturday, 6 a.m. to 11 p.m.",
      publicAreas: ["Service counter"],
      nonPublicAreas: [
        ["Workshop", "badge"],
        ["Parts store", "key"],
      ],
    },
    {
      name: "Materials warehouse",
      kind: "Warehouse",
      address: "555 E. Sample Street",
      hours: "Monday to Friday, 6 a.m. to 4 p.m.",
      publicAreas: ["Delivery window"],
      nonPublicAreas: [["Warehouse floor", "badge"]],
    },
    {
      name: "Civic Center garage",
      kind: "Parking facility",
      address: "225 N. Specimen Street",
      hours: "Day and night",
      publicAreas: ["Public levels"],
      nonPublicAreas: [["Fleet level", "key"]],
    },
  ],
  tenants: [
    {
      facility: "City Hall South, floors 5 to 7",
      space: "Snack counter",
      leaseHolder: "Civic Snacks Vendor",
    },
  ],
  atRisk: [{ facility: "Civic Center garage", property: "Roof level of the garage", measure: "gate" }],
  notApplicable: {
    minors_vulnerable: "The department runs no programs with minors or other vulnerable people.",
  },
  ownSteps: {},
  headcount: 1420,
  fieldHeadcount: 380,
  contracts: [
    {
      contractor: "Cityclean Example Partners",
      service: "Custodial service in City buildings",
      number: "C-139440",
      headcount: 260,
    },
  ],
  services: [
    {
      name: "Signs for every department",
      description: "Printing and posting of boundary signs and rights cards in fourteen languages.",
    },
  ],
  recordSystems: [],
  primaryRole: "Assistant general manager, facilities",
  backupRole: "Building operations dispatcher",
  channels: [website, { kind: "print", description: "Posters in lobbies that the department keeps" }],
};

const relationsBoard: DepartmentSpec = {
  code: "ERB",
  facilities: [
    {
      name: "Board office, one room",
      kind: "Office",
      address: "200 N. Main Street, Room 1150",
      hours: weekday,
      publicAreas: ["Hearing table, when a hearing is open"],
      nonPublicAreas: [["Office", "key"]],
    },
  ],
  tenants: [],
  atRisk: [],
  notApplicable: {
    field: "The Board has no field staff.",
    contractor_tenant_spaces: "The Board has no contractors and no tenants.",
    minors_vulnerable: "The Board runs no such programs.",
  },
  ownSteps: {},
  headcount: 4,
  fieldHeadcount: 0,
  contracts: [],
  services: [
    { name: "Referral", description: "Callers are put through to the Office of Immigrant Affairs." },
  ],
  recordSystems: [],
  primaryRole: "Executive director",
  backupRole: "Hearing secretary",
  channels: [website],
};

/** Long names on purpose: what they do to a page is seen before a department brings its own. */
const monument: DepartmentSpec = {
  code: "ELP",
  facilities: [
    {
      name: "Visitor center and exhibition rooms in the restored sample house on the east side of the plaza, ground floor and mezzanine",
      kind: "Public counter",
      address: "125 Example Paseo de la Plaza, Building 27, entrance from the arcade beside the bandstand",
      hours:
        "Tuesday to Sunday, 9 a.m. to 4 p.m.; closed on Mondays, on City holidays and while filming is permitted",
      publicAreas: ["Exhibition rooms", "Bandstand and plaza, open day and night"],
      nonPublicAreas: [
        ["Collections storage below the exhibition rooms, shared with the docents' association", "key"],
        ["Office", "permission"],
      ],
    },
    {
      name: "Merchants' stalls",
      kind: "Office",
      address: "845 N. Specimen Street",
      hours: "Daily, 10 a.m. to 7 p.m.",
      publicAreas: ["Street and stalls"],
      nonPublicAreas: [["Storage behind the stalls", "key"]],
    },
  ],
  tenants: [
    {
      facility: "Merchants' stalls",
      space: "Stalls 1 to 76, each under its own concession agreement with its own hours and its own keys",
      leaseHolder:
        "The seventy-six concessionaires of the Example Street Merchants' Benevolent Association, jointly",
    },
  ],
  atRisk: [{ facility: "Merchants' stalls", property: "Parking lot behind the stalls", measure: "gate" }],
  notApplicable: { minors_vulnerable: "School tours are led by their schools." },
  ownSteps: {},
  headcount: 24,
  fieldHeadcount: 6,
  contracts: [],
  services: [
    { name: "Rights cards at the stalls", description: "Every merchant has cards in eleven languages." },
  ],
  recordSystems: [],
  primaryRole: "Assistant general manager for operations, events, filming and concessions",
  backupRole: "Museum director",
  channels: [website],
};

export const departmentSpecs: readonly DepartmentSpec[] = [
  library,
  parks,
  waterAndPower,
  airports,
  generalServices,
  relationsBoard,
  monument,
];

/** A plain but complete plan for the other bodies that have filed or are drafting. */
export function plainSpec(body: { code: string; name: string; headTitle: string }): DepartmentSpec {
  const seed = [...body.code].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return {
    code: body.code,
    facilities: [
      {
        name: `${body.name}, main office`,
        kind: "Office",
        address: `${200 + (seed % 80) * 10} N. Example Street, floor ${1 + (seed % 12)}`,
        hours: weekday,
        publicAreas: ["Reception", "Public counter"],
        nonPublicAreas: [
          ["Offices", "badge"],
          ["File room", "key"],
        ],
      },
    ],
    tenants: [],
    atRisk: [],
    notApplicable: {
      field: "The department has no field staff.",
      minors_vulnerable: "The department runs no such programs.",
    },
    ownSteps: {},
    headcount: 20 + (seed % 40) * 11,
    fieldHeadcount: 0,
    contracts: [
      {
        contractor: "Cityclean Example Partners",
        service: "Office cleaning",
        number: `C-14${1000 + seed}`,
        headcount: 6 + (seed % 9),
      },
    ],
    services: [
      {
        name: "Interpreter on call",
        description: "Every counter can reach an interpreter by telephone within two minutes.",
      },
    ],
    recordSystems: [],
    primaryRole: "Administrative services manager",
    backupRole: `Deputy to the ${body.headTitle}`,
    channels: [website, counter],
  };
}
