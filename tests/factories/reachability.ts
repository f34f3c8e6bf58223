import type { ReachFacts } from "@/lib/features/liaisons/reachability";

const dayMs = 86_400_000;

/** Every combination of what decides whether somebody can be reached, at both sides of each edge of time. */
export function everyCombination(now: Date, confirmationDays: number): ReachFacts[] {
  const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs);
  const proved = [null, daysAgo(1)];
  const confirmed = [null, daysAgo(confirmationDays - 1), daysAgo(confirmationDays), daysAgo(400)];
  const asked = [null, daysAgo(6), daysAgo(7)];
  return proved.flatMap((acceptedAt) =>
    proved.flatMap((emailVerifiedAt) =>
      proved.flatMap((phoneVerifiedAt) =>
        confirmed.flatMap((confirmedAt) =>
          asked.flatMap((askedAt) =>
            [false, true].map((isMailRefused) => ({
              acceptedAt,
              emailVerifiedAt,
              phoneVerifiedAt,
              confirmedAt,
              askedAt,
              isMailRefused,
            })),
          ),
        ),
      ),
    ),
  );
}
