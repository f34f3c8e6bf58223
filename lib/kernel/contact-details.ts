/**
 * A telephone number that can be dialled, as "(213) 555-0142" or "+442079460000", or null. An extension
 * is kept as " ext. 12".
 */
export function normalisePhone(typed: string): string | null {
  const [, main = "", extension] = /^(.*?)(?:\s*(?:ext\.?|extension|x)\s*(\d{1,6}))?\s*$/i.exec(typed) ?? [];
  if (!/^[+\d\s().\-/]+$/.test(main)) return null;
  const digits = main.replace(/\D/g, "");
  const suffix = extension ? ` ext. ${extension}` : "";
  if (main.trim().startsWith("+") && !digits.startsWith("1")) {
    return digits.length >= 8 && digits.length <= 15 ? `+${digits}${suffix}` : null;
  }
  const national = digits.length === 11 && digits.startsWith("1") ? digits.slice(1) : digits;
  // Area codes and exchanges never start with 0 or 1.
  if (!/^[2-9]\d{2}[2-9]\d{6}$/.test(national)) return null;
  return `(${national.slice(0, 3)}) ${national.slice(3, 6)}-${national.slice(6)}${suffix}`;
}

export function isPhone(typed: string): boolean {
  return normalisePhone(typed) !== null;
}

export function isEmail(typed: string): boolean {
  return typed.length <= 254 && /^[^\s@<>,;"]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(typed.trim());
}

/** A whole number as people type it ("1,200"), or null. */
export function readWholeNumber(typed: string): number | null {
  const digits = typed.trim();
  return /^(\d{1,9}|\d{1,3}(,\d{3}){1,2})$/.test(digits) ? Number(digits.replaceAll(",", "")) : null;
}
