import { departmentRecords } from "../reference";

// Invented first names beside words that nobody is called by: no entry can be mistaken for a person of the City.
const firstNames = [
  "Ada",
  "Basil",
  "Clio",
  "Dorian",
  "Edda",
  "Felix",
  "Greta",
  "Hollis",
  "Ines",
  "Jasper",
  "Keiko",
  "Leopold",
  "Mirela",
  "Nadir",
  "Odile",
  "Pascal",
  "Quilla",
  "Rafiq",
  "Sabine",
  "Tobias",
  "Ulla",
  "Vikram",
  "Wanda",
  "Xenia",
  "Yusuf",
  "Zelda",
  "Anouk",
  "Bruno",
  "Corazon",
  "Darius",
  "Esme",
  "Farid",
  "Gilda",
  "Hanh",
  "Ivo",
  "Juno",
  "Kofi",
  "Lucinda",
  "Malik",
  "Noor",
  "Otto",
  "Petra",
  "Ramon",
  "Soledad",
  "Thuy",
  "Umberto",
  "Vera",
  "Winston",
] as const;

const surnames = [
  "Example",
  "Sample",
  "Specimen",
  "Placeholder",
  "Invented",
  "Pattern",
  "Template",
  "Prototype",
  "Notional",
  "Figment",
  "Facsimile",
  "Stencil",
  "Pretend",
  "Imaginary",
  "Mockup",
  "Hypothesis",
  "Storybook",
  "Blueprint",
  "Fictus",
] as const;

const seats = ["liaison", "alternate", "head", "preparer", "primary", "backup"] as const;
export type Seat = (typeof seats)[number];

const positions = new Map(departmentRecords().map(({ code }, position) => [code, position]));

/** Who sits there in the demonstration: always the same person, and nobody sits in two seats. */
export function inventedName(code: string, seat: Seat): string {
  // 48 and 19 have no common divisor, so that the pairs repeat only after 912 seats; the City has 282.
  const place = (positions.get(code) ?? 0) * seats.length + seats.indexOf(seat);
  return `${firstNames[place % firstNames.length]} ${surnames[place % surnames.length]}`;
}

const areaCodes = ["213", "323", "818", "310"] as const;
const lines = [
  "liaison",
  "alternate",
  "primary",
  "backup",
  "daytime",
  "afterHours",
  "property",
  "desk",
] as const;

/** A number of its own out of 555-0100 to 555-0199, which are kept free for fiction. */
export function phoneOf(code: string, line: (typeof lines)[number]): string {
  const position = positions.get(code) ?? 0;
  const number = Math.floor(position / areaCodes.length) * lines.length + lines.indexOf(line);
  return `(${areaCodes[position % areaCodes.length]}) 555-01${String(number).padStart(2, "0")}`;
}
