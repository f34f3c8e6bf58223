import { canonicalJson } from "@/lib/kernel/canonical-json";

export type FieldConflict = {
  /** Keys and row ids joined by dots. */
  readonly path: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly changedBy: "mine" | "theirs" | "both";
  /** The rows' order alone: which rows there are, and what they say, are differences of their own. */
  readonly isOrder?: true;
};

export type Side = "mine" | "theirs";
type Node = Readonly<Record<string, unknown>>;
type Row = { readonly id: string };

const same = (a: unknown, b: unknown) => canonicalJson(a ?? null) === canonicalJson(b ?? null);
const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isRows = (value: unknown): value is readonly Row[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item) => isNode(item) && typeof item.id === "string");

/** Rows as a node keyed by id, so that lists are compared by identity and not by place. */
const byId = (value: unknown): Node =>
  Object.fromEntries((Array.isArray(value) ? (value as Row[]) : []).map((row) => [row.id, row]));

const idsOf = (value: unknown): string[] => Object.keys(byId(value));

/** The difference in the order of those rows that both sides have, or null where they agree. */
function orderConflict(
  { base, mine, theirs }: { base: unknown; mine: unknown; theirs: unknown },
  path: string,
): FieldConflict | null {
  const [before, ours, others] = [idsOf(base), idsOf(mine), idsOf(theirs)];
  const shared = (ids: readonly string[]) => ids.filter((id) => ours.includes(id) && others.includes(id));
  if (same(shared(ours), shared(others))) return null;
  const isMoved = (ids: readonly string[]) =>
    !same(
      shared(ids).filter((id) => before.includes(id)),
      shared(before),
    );
  const [mineMoved, theirsMoved] = [isMoved(ours), isMoved(others)];
  const changedBy = mineMoved === theirsMoved ? "both" : mineMoved ? "mine" : "theirs";
  return { path, mine, theirs, changedBy, isOrder: true };
}

/** The ids in the first order, each of the others behind the one that it follows in the second. */
function interleave(first: readonly string[], second: readonly string[]): string[] {
  const ids = [...first];
  for (const [index, id] of second.entries())
    if (!ids.includes(id)) ids.splice(ids.indexOf(second[index - 1] ?? "") + 1, 0, id);
  return ids;
}

/**
 * Where two texts of a section differ, field by field; rows of lists are matched by id, and a row that one side
 * lacks is one difference. `changedBy` tells who moved away from the text that both began with.
 */
export function compareContents(
  { base, mine, theirs }: { base: unknown; mine: unknown; theirs: unknown },
  path: readonly string[] = [],
): FieldConflict[] {
  if (same(mine, theirs)) return [];
  const here = path.join(".");
  const goesDeeper =
    (isNode(mine) && isNode(theirs)) ||
    ((isRows(mine) || isRows(theirs)) && Array.isArray(mine) && Array.isArray(theirs));
  if (!goesDeeper) return [{ path: here, mine, theirs, changedBy: changedBy(base, mine, theirs) }];
  const [ours, others, before] = isNode(mine)
    ? [mine, theirs as Node, isNode(base) ? base : {}]
    : [byId(mine), byId(theirs), byId(base)];
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(others)])];
  const deeper = keys.flatMap((key) =>
    compareContents({ base: before[key], mine: ours[key], theirs: others[key] }, [...path, key]),
  );
  const order = isNode(mine) ? null : orderConflict({ base, mine, theirs }, here);
  return order ? [...deeper, order] : deeper;
}

function changedBy(base: unknown, mine: unknown, theirs: unknown): FieldConflict["changedBy"] {
  if (same(base, theirs)) return "mine";
  if (same(base, mine)) return "theirs";
  return "both";
}

/** The side that a reader most likely wants: the one that changed, and one's own where both did. */
export function suggestedSide(conflict: FieldConflict): Side {
  return conflict.changedBy === "theirs" ? "theirs" : "mine";
}

/** The text that follows from choosing a side for each difference; a path without a choice takes the suggested one. */
export function applyChoices(
  texts: { base: unknown; mine: unknown; theirs: unknown },
  choices: Readonly<Record<string, Side>>,
): unknown {
  return merge(texts, choices, []);
}

function merge(
  { base, mine, theirs }: { base: unknown; mine: unknown; theirs: unknown },
  choices: Readonly<Record<string, Side>>,
  path: readonly string[],
): unknown {
  if (same(mine, theirs)) return mine;
  const here = path.join(".");
  const pick = () =>
    (choices[here] ??
      suggestedSide({ path: here, mine, theirs, changedBy: changedBy(base, mine, theirs) })) === "mine"
      ? mine
      : theirs;
  if (isNode(mine) && isNode(theirs)) {
    const before = isNode(base) ? base : {};
    const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
    const entries = keys.map(
      (key) =>
        [
          key,
          merge({ base: before[key], mine: mine[key], theirs: theirs[key] }, choices, [...path, key]),
        ] as const,
    );
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
  if ((isRows(mine) || isRows(theirs)) && Array.isArray(mine) && Array.isArray(theirs)) {
    const [ours, others, before] = [byId(mine), byId(theirs), byId(base)];
    const order = orderConflict({ base, mine, theirs }, here);
    const side = order ? (choices[here] ?? suggestedSide(order)) : "mine";
    const ids =
      side === "mine" ? interleave(idsOf(mine), idsOf(theirs)) : interleave(idsOf(theirs), idsOf(mine));
    return ids
      .map((id) => merge({ base: before[id], mine: ours[id], theirs: others[id] }, choices, [...path, id]))
      .filter((row) => row !== undefined);
  }
  return pick();
}
