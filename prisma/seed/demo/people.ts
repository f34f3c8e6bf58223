import { inventedName } from "./names";

export type DemonstrationPerson = {
  label: string;
  role: string;
  name: string;
  title: string;
  email: string;
  place: { department: string } | { office: string };
};

export const demonstrationPeople: readonly DemonstrationPerson[] = [
  {
    label: "Preparer, Library",
    role: "preparer",
    name: "Dana Example",
    title: "Management analyst",
    email: "preparer@library.test",
    place: { department: "LAPL" },
  },
  {
    label: "Certifier, Library",
    role: "certifier",
    name: "Morgan Sample",
    title: "City Librarian",
    email: "certifier@library.test",
    place: { department: "LAPL" },
  },
  {
    label: "Liaison, Library",
    role: "liaison",
    name: "Robin Specimen",
    title: "Principal librarian",
    email: "liaison@library.test",
    place: { department: "LAPL" },
  },
  {
    label: "Alternate liaison, Library",
    role: "alternate",
    name: "Alex Placeholder",
    title: "Senior librarian",
    email: "alternate@library.test",
    place: { department: "LAPL" },
  },
  {
    label: "Preparer, Recreation and Parks",
    role: "preparer",
    name: "Jamie Fictus",
    title: "Senior management analyst",
    email: "preparer@parks.test",
    place: { department: "RAP" },
  },
  {
    label: "Certifier, Recreation and Parks",
    role: "certifier",
    name: "Casey Invented",
    title: "General Manager",
    email: "certifier@parks.test",
    place: { department: "RAP" },
  },
  {
    label: "Reviewer, Mayor's Office",
    role: "reviewer",
    name: "Quinn Demonstration",
    title: "Deputy for immigrant affairs",
    email: "reviewer@mayor.test",
    place: { office: "mayor" },
  },
  {
    label: "Duty officer, Mayor's Office",
    role: "duty_officer",
    name: "Sam Nightwatch",
    title: "Duty officer",
    email: "duty@mayor.test",
    place: { office: "mayor" },
  },
  {
    label: "Administrator, Mayor's Office",
    role: "administrator",
    name: "Taylor Keykeeper",
    title: "Portal administrator",
    email: "administrator@mayor.test",
    place: { office: "mayor" },
  },
  {
    label: "Working-group member",
    role: "working_group_member",
    name: "Jordan Roundtable",
    title: "Community representative",
    email: "member@workinggroup.test",
    place: { office: "working_group" },
  },
  {
    label: "Auditor",
    role: "auditor",
    name: "Avery Ledger",
    title: "Senior auditor",
    email: "auditor@city.test",
    place: { office: "audit" },
  },
];

/** Who holds a seat of a body: the person whose sign-in is printed at start, else somebody invented for it. */
export function personAt(
  code: string,
  seat: "liaison" | "alternate" | "head" | "preparer",
): { readonly name: string; readonly email: string; readonly title: string | null } {
  const role = seat === "head" ? "certifier" : seat;
  const known = demonstrationPeople.find(
    ({ role: held, place }) => held === role && "department" in place && place.department === code,
  );
  return (
    known ?? { name: inventedName(code, seat), email: `${seat}@${code.toLowerCase()}.test`, title: null }
  );
}

/** Who reviews, and gives extensions, in the scenario. */
export function theReviewer(): DemonstrationPerson {
  const reviewer = demonstrationPeople.find((person) => person.role === "reviewer");
  if (!reviewer) throw new Error("the demonstration has no reviewer");
  return reviewer;
}
