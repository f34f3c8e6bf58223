import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { asVisitor } from "./request-headers";

/** Runs the work as one request of the given person, whose session is opened first, with every proof. */
export async function as<T>(person: Pick<Actor, "personId">, work: () => Promise<T>): Promise<T> {
  const expiresAt = new Date(Date.now() + 3_600_000);
  const { id } = await db.session.create({
    data: { personId: person.personId, expiresAt, secondFactor: "totp" },
    select: { id: true },
  });
  return asVisitor(id, work);
}

/** Runs the work as one request of somebody who has not signed in. */
export function asNobody<T>(work: () => Promise<T>): Promise<T> {
  return asVisitor(null, work);
}
