export type Tone = "neutral" | "waiting" | "attention" | "done" | "late";

/** Classes that colour a box by tone: text, ground and border together, so that contrast holds. */
export const toneClasses: Readonly<Record<Tone, string>> = {
  neutral: "border-neutral-line bg-neutral-bg text-neutral",
  waiting: "border-waiting-line bg-waiting-bg text-waiting",
  attention: "border-attention-line bg-attention-bg text-attention",
  done: "border-done-line bg-done-bg text-done",
  late: "border-late-line bg-late-bg text-late",
};

/** A shape for each tone, so that nothing is told by colour alone. */
export const toneMarks: Readonly<Record<Tone, string>> = {
  neutral: "○",
  waiting: "◐",
  attention: "▲",
  done: "✓",
  late: "■",
};
