export type Search = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Whether an address says a view in no more words than its query does. A form without a script writes its empty
 * fields and its defaults too; the page then sends the reader on to the query, so that one view has one address.
 */
export function isTidy(search: Search, query: string): boolean {
  const said = Object.entries(search).flatMap(([key, values]) =>
    [values ?? []].flat().map((value) => [key, value]),
  );
  const wanted = [...new URLSearchParams(query)];
  const inOrder = (pairs: string[][]) =>
    JSON.stringify(pairs.toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1)));
  return inOrder(said) === inOrder(wanted);
}
