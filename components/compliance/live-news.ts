import type { BodyLine, DashboardNews } from "@/lib/features/compliance/types";

/** What a dashboard was told since it stands open. */
export type Told = {
  readonly figures: DashboardNews | null;
  /** The newest line of each body that changed, with when it was read. */
  readonly lines: ReadonlyMap<string, { readonly at: string; readonly line: BodyLine }>;
};

export const nothingTold: Told = { figures: null, lines: new Map() };

/** Takes a message in; one that is older than what is known, as can come after a resumption, changes nothing. */
export function take(told: Told, news: DashboardNews): Told {
  const lines = new Map(told.lines);
  for (const line of news.bodies) {
    const known = lines.get(line.code);
    if (!known || known.at <= news.at) lines.set(line.code, { at: news.at, line });
  }
  const isNewer = !told.figures || told.figures.at <= news.at;
  return { figures: isNewer ? news : told.figures, lines };
}

/** The figures that are newer than the page; null where the page knows better. Instants are ISO strings. */
export function figuresAfter({ figures }: Told, readAt: string): DashboardNews | null {
  return figures && figures.at > readAt ? figures : null;
}

/** The line of a body that is newer than the page. */
export function lineAfter({ lines }: Told, code: string, readAt: string): BodyLine | null {
  const known = lines.get(code);
  return known && known.at > readAt ? known.line : null;
}
