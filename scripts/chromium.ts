import { existsSync } from "node:fs";
import { run } from "./run";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/**
 * A browser for the journeys: the system's own, else Debian's package where it may be installed, else the one that
 * Playwright installs (then `path` is null). Throws with the mend when there is none to be had.
 */
export async function findChromium(): Promise<{ path: string | null; words: string }> {
  const own = places.find((place) => existsSync(place));
  if (own) return { path: own, words: `Browser: the system's, ${own}` };
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    await run("apt-get", ["update", "-qq"]);
    const { code } = await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
      DEBIAN_FRONTEND: "noninteractive",
    });
    const installed = places.find((place) => existsSync(place));
    if (code === 0 && installed)
      return { path: installed, words: `Browser: Debian's package, installed just now, ${installed}` };
  }
  const { code, output } = await run("playwright", ["install", "chromium"]);
  if (code === 0) return { path: null, words: "Browser: Playwright's own" };
  throw new Error(
    `No Chromium: the system has none, Debian's package could not be installed, and Playwright could not fetch its own.\n${output}`,
  );
}
