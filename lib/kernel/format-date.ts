export const cityTimeZone = "America/Los_Angeles";

type Instant = Date | string;

const styles = {
  date: { weekday: "long", month: "long", day: "numeric", year: "numeric" },
  shortDate: { month: "short", day: "numeric", year: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

// Making a formatter takes fifty times as long as using it, and a page of bodies needs one a row.
const formatters = new Map<string, Intl.DateTimeFormat>();

function format(instant: Instant, style: keyof typeof styles, timeZone: string): string {
  const key = `${style} ${timeZone}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", { ...styles[style], timeZone });
    formatters.set(key, formatter);
  }
  return formatter.format(new Date(instant));
}

/** "Friday, July 25, 2025" */
export function formatDate(instant: Instant, timeZone = cityTimeZone): string {
  return format(instant, "date", timeZone);
}

/** "Jul 25, 2025" */
export function formatShortDate(instant: Instant, timeZone = cityTimeZone): string {
  return format(instant, "shortDate", timeZone);
}

/** "2:41 p.m." */
export function formatTime(instant: Instant, timeZone = cityTimeZone): string {
  return format(instant, "time", timeZone)
    .replace(/\s?AM$/, " a.m.")
    .replace(/\s?PM$/, " p.m.");
}

/** "Friday, July 25, 2025, 2:41 p.m. Pacific" */
export function formatDateTime(instant: Instant, timeZone = cityTimeZone): string {
  return `${formatDate(instant, timeZone)}, ${formatTime(instant, timeZone)} ${zoneName(timeZone)}`;
}

/** The last minute before the instant from which filing is late: "Friday, July 25, 2025, 11:59 p.m. Pacific". */
export function formatDeadline(dueAt: Instant, timeZone = cityTimeZone): string {
  return formatDateTime(new Date(new Date(dueAt).getTime() - 60_000), timeZone);
}

/** "3 days, 4 hours": the two largest units of a length in milliseconds, never less than "1 minute". */
export function formatDuration(lengthMs: number): string {
  const minutes = Math.max(1, Math.floor(Math.abs(lengthMs) / 60_000));
  const units = [
    [Math.floor(minutes / 1_440), "day"],
    [Math.floor((minutes % 1_440) / 60), "hour"],
    [minutes % 60, "minute"],
  ] as const;
  const first = units.findIndex(([amount]) => amount > 0);
  return units
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}${amount === 1 ? "" : "s"}`)
    .join(", ");
}

function zoneName(timeZone: string): string {
  if (timeZone === cityTimeZone) return "Pacific";
  return timeZone.replaceAll("_", " ");
}
