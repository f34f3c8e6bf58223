import { canonicalJson } from "@/lib/kernel/canonical-json";

export type FieldConflict = {
  /** Keys and row ids joined by dots. */
  readonly path: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly changedBy: "mine" | "theirs" | "both";
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
  // The same rows in another order.
  return deeper.length > 0
    ? deeper
    : [{ path: here, mine, theirs, changedBy: changedBy(base, mine, theirs) }];
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
    const onlyOrder = compareContents({ base, mine, theirs }, path);
    if (onlyOrder.length === 1 && onlyOrder[0]?.path === here) return pick();
    const ids = [...new Set([...Object.keys(ours), ...Object.keys(others)])];
    return ids
      .map((id) => merge({ base: before[id], mine: ours[id], theirs: others[id] }, choices, [...path, id]))
      .filter((row) => row !== undefined);
  }
  return pick();
}
