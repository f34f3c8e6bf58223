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
        target.closest("details")?.setAttribute("open", "");
        const control = target.matches("fieldset")
          ? (target.querySelector<HTMLElement>("input, select, textarea") ?? target)
          : target;
        target.scrollIntoView({ block: "center" });
        control.focus({ preventScroll: true });
        return;
      }
    }),
  );
}
