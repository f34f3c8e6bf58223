import type { DrillScore, Outcome } from "./types";

/** What a person is told for each code that the drill actions can answer. */
export const drillMessages = {
  UNAUTHENTICATED: "You were signed out. Sign in again in another tab, then press the button again.",
  NOT_FOUND: "This does not exist, or you may not do it.",
  INVALID_INPUT: "Some answers cannot be used as they stand. Mend the fields below.",
  UNEXPECTED: "Something went wrong on our side. Try again in a moment.",
  NO_CONNECTION: "There is no connection. Try again once the network is back.",
  NOBODY_CHOSEN: "Choose at least one department, or all of them.",
  UNKNOWN_DEPARTMENT: "One of the departments no longer exists. Choose again.",
  LINK_UNKNOWN: "This link belongs to no drill. Check that it is whole.",
} as const satisfies Readonly<Record<string, string>>;

/** The words for a code; of an unexpected error with the reference that the log holds too. */
export function drillMessage(error: { code: string; details?: unknown }): string {
  const words = (drillMessages as Readonly<Record<string, string>>)[error.code] ?? drillMessages.UNEXPECTED;
  const reference = (error.details as { reference?: string } | undefined)?.reference;
  return reference ? `${words} Reference: ${reference}` : words;
}

export const outcomeLabels: Readonly<Record<Outcome, string>> = {
  in_time: "In time",
  late: "Late",
  waiting: "No answer yet",
  never: "No answer",
  nobody: "Nobody to call",
};

export const outcomeTones = {
  in_time: "done",
  late: "attention",
  waiting: "waiting",
  never: "late",
  nobody: "late",
} as const satisfies Readonly<Record<Outcome, string>>;

/** "2 min 5 s", "48 s", "1 h 4 min". */
export function lengthWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${Math.floor(minutes / 60)} h`;
}

/** "38 of 47 departments answered in time." */
export function scoreSentence({ counts, departments }: DrillScore): string {
  const all = departments.length;
  if (all === 0) return "The calls are going out.";
  const noun = all === 1 ? "department" : "departments";
  return `${counts.in_time.toLocaleString("en-US")} of ${all.toLocaleString("en-US")} ${noun} answered in time.`;
}

/** How quickly people answered; empty where nobody has. */
export function speedSentence({ medianSeconds, p90Seconds, answered, called }: DrillScore): string {
  if (medianSeconds === null || p90Seconds === null) return "";
  const of = `${answered.toLocaleString("en-US")} of ${called.toLocaleString("en-US")} people answered`;
  return `${of}: half of them within ${lengthWords(medianSeconds)}, nine of ten within ${lengthWords(p90Seconds)}.`;
}
