export type Count = {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly isOverdue: boolean;
};

/** The whole seconds left until an instant, or gone since it, in parts. From the instant itself on it is overdue. */
export function countTo(dueAtMs: number, nowMs: number): Count {
  const isOverdue = nowMs >= dueAtMs;
  // Rounded so that the last second before the instant reads 1, and the first after it 0.
  const total = isOverdue ? Math.floor((nowMs - dueAtMs) / 1_000) : Math.ceil((dueAtMs - nowMs) / 1_000);
  return {
    days: Math.floor(total / 86_400),
    hours: Math.floor((total % 86_400) / 3_600),
    minutes: Math.floor((total % 3_600) / 60),
    seconds: total % 60,
    isOverdue,
  };
}

/** What a screen reader hears: no seconds, so that it changes at most once a minute. */
export function spokenCount({ days, hours, minutes, isOverdue }: Count): string {
  const unit = (amount: number, word: string) => `${amount} ${word}${amount === 1 ? "" : "s"}`;
  const length = [unit(days, "day"), unit(hours, "hour"), unit(minutes, "minute")].join(", ");
  return isOverdue ? `Overdue by ${length}` : `${length} left`;
}
