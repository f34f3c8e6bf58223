/** The form's name for a field that the checks name by row ids: "facilities.<id>.address" becomes "facilities.3.address". */
export function formNameOf(path: string, content: unknown): string {
  const parts: string[] = [];
  let here: unknown = content;
  for (const part of path.split(".")) {
    if (Array.isArray(here)) {
      const index = here.findIndex(
        (row: unknown) => typeof row === "object" && row !== null && "id" in row && row.id === part,
      );
      if (index < 0) break;
      parts.push(String(index));
      here = here[index];
    } else {
      parts.push(part);
      here = typeof here === "object" && here !== null ? (here as Record<string, unknown>)[part] : undefined;
    }
  }
  return parts.join(".");
}

/** The way back: "facilities.3.address" becomes "facilities.<id>.address", as long as the form's rows have ids. */
export function pathOf(name: string, content: unknown): string {
  const parts: string[] = [];
  let here: unknown = content;
  for (const part of name.split(".")) {
    here = typeof here === "object" && here !== null ? (here as Record<string, unknown>)[part] : undefined;
    const id = typeof here === "object" && here !== null && "id" in here ? here.id : undefined;
    parts.push(typeof id === "string" ? id : part);
  }
  return parts.join(".");
}

/** Opens whatever hides a field and puts the focus there; the nearest group above it when it has no control of its own. */
export function goToField(path: string, content: unknown): void {
  window.dispatchEvent(new CustomEvent("portal:reveal", { detail: path }));
  // Rows that have just been opened draw their fields first.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const names = formNameOf(path, content).split(".");
      for (let length = names.length; length > 0; length -= 1) {
        const target = document.getElementById(names.slice(0, length).join("."));
        if (!target) continue;
        focusWithin(target);
        return;
      }
    }),
  );
}

function focusWithin(target: HTMLElement): void {
  for (let fold = target.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
    fold.open = true;
  const control = target.matches("fieldset, section, details")
    ? (target.querySelector<HTMLElement>("input, select, textarea") ??
      target.querySelector<HTMLElement>("summary, a, button") ??
      target)
    : target;
  target.scrollIntoView({ block: target.offsetHeight > window.innerHeight / 2 ? "start" : "center" });
  control.focus({ preventScroll: true });
}
