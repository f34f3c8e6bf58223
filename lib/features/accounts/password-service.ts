import "server-only";
import { hash, verify } from "@node-rs/argon2";
import type { PersonId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { db } from "@/lib/platform/db";
import { rateLimit } from "@/lib/platform/rate-limit";

// OWASP's second recommended setting for argon2id: 19 MiB, two passes, one lane.
const argon2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const wrongAgain = rateLimit({ name: "password-again", points: 5, windowMinutes: 15 });

export function hashPassword(password: string): Promise<string> {
  return hash(password, argon2);
}

/**
 * Checks the password of a signed-in person again, where a signature is asked for. Codes: WRONG_PASSWORD,
 * TOO_MANY_ATTEMPTS after five failures in a quarter of an hour.
 */
export async function verifyPassword(input: {
  personId: PersonId;
  password: string;
}): Promise<Result<null, "WRONG_PASSWORD" | "TOO_MANY_ATTEMPTS">> {
  const isStopped = () => wrongAgain.isSpent(input.personId);
  if (await isStopped()) return err("TOO_MANY_ATTEMPTS");
  const person = await db.person.findUnique({
    where: { id: input.personId },
    select: { passwordHash: true },
  });
  if (person?.passwordHash && (await verify(person.passwordHash, input.password))) {
    return (await isStopped()) ? err("TOO_MANY_ATTEMPTS") : ok(null);
  }
  await wrongAgain.count(input.personId);
  return err("WRONG_PASSWORD", {
    fieldErrors: { password: "That is not your password. Type the password you sign in with." },
  });
}
