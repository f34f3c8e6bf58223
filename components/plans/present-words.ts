const list = new Intl.ListFormat("en-US", { type: "conjunction" });
const named = 3;

/** "Dana Invented is in Training now"; of more than three the rest is counted. */
export function presentWords(names: readonly string[], where: string): string {
  const others = names.length - named;
  const shown =
    others > 0 ? [...names.slice(0, named), `${others} ${others === 1 ? "other" : "others"}`] : names;
  return `${list.format(shown)} ${names.length === 1 ? "is" : "are"} ${where}`;
}
