import { TZDate } from "@date-fns/tz";
import { hash } from "@node-rs/argon2";
import { addDays, format } from "date-fns";
import { Client } from "pg";
import { demonstrationPassword } from "@/lib/features/accounts/schema";
import { cityTimeZone } from "@/lib/kernel/format-date";
import { issuedDaysAgo, seedDemonstration } from "./demo/index";
import { demonstrationPeople } from "./demo/people";
import { seedReference } from "./reference";

export type SignIn = {
  readonly role: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
};

/** A day of the City's calendar, counted from today. */
function dayFrom(offset: number): string {
  return format(addDays(TZDate.tz(cityTimeZone), offset), "yyyy-MM-dd");
}

/** A time of such a day, in minutes since midnight on the City's clocks. */
function momentFrom(offset: number, minute: number): Date {
  const day = addDays(TZDate.tz(cityTimeZone), offset);
  const wall = new TZDate(day.getFullYear(), day.getMonth(), day.getDate(), 0, minute, cityTimeZone);
  return new Date(wall.getTime());
}

/**
 * Fills an empty database once: `reference` with the City's bodies, the directives as they were issued and their
 * requirement sets; `demo` with a fenced scenario besides, in which four days remain. Called again it changes
 * nothing. Throws when the database was filled in the other mode. All in one transaction, as the tables' owner.
 */
export async function seed(input: {
  databaseUrl: string;
  mode: "demo" | "reference";
  log: (line: string) => void;
}): Promise<{ signIns: readonly SignIn[] }> {
  const isDemo = input.mode === "demo";
  const signIns = isDemo
    ? demonstrationPeople.map((person) => ({
        role: person.label,
        name: person.name,
        email: person.email,
        password: demonstrationPassword,
      }))
    : [];
  const client = new Client({ connectionString: input.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ is_demonstration: boolean }>(
      "SELECT is_demonstration FROM installations",
    );
    const known = rows[0]?.is_demonstration;
    if (known !== undefined && known !== isDemo) {
      const held = known ? "demonstration" : "reference";
      throw new Error(
        `This database was filled with ${held} data. Set PORTAL_SEED=${known ? "demo" : "reference"}, or use another data folder or database.`,
      );
    }
    if (known === undefined) {
      await client.query("BEGIN");
      input.log("reference data");
      const seeded = await seedReference(
        client,
        isDemo ? { ed12: dayFrom(-issuedDaysAgo), ed17: null } : { ed12: "2025-07-11", ed17: "2026-02-10" },
        dayFrom(0),
      );
      if (isDemo) {
        input.log("demonstration");
        const passwordHash = await hash(demonstrationPassword, {
          memoryCost: 19_456,
          timeCost: 2,
          parallelism: 1,
        });
        await seedDemonstration(client, seeded, {
          moments: { day: dayFrom, at: momentFrom },
          passwordHash,
        });
      }
      await client.query("INSERT INTO installations (is_demonstration) VALUES ($1)", [isDemo]);
      await client.query("COMMIT");
    }
    return { signIns };
  } finally {
    await client.end();
  }
}
