const families: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\b(?:OPR|OPiOS|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//, "Chrome"],
  [/\bVersion\/[\d.]+ .*\bSafari\//, "Safari"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "Mac"],
  [/\bLinux\b/, "Linux"],
];

const unknownBrowser = "Unknown browser";

/** A browser as its owner would name it, "Firefox on Windows", out of the header by which it names itself. */
export function browserWords(userAgent: string | null | undefined): string {
  // The header is anybody's to write, and only its beginning says anything.
  const text = (userAgent ?? "").slice(0, 400);
  const find = (among: typeof families) => among.find(([pattern]) => pattern.test(text))?.[1];
  const family = find(families);
  if (!family) return unknownBrowser;
  const system = find(systems);
  return system ? `${family} on ${system}` : family;
}
