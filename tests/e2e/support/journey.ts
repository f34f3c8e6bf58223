import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Locator, type Page } from "@playwright/test";
import { signInByCookie } from "./people";

type Options = { readonly width?: number; readonly colorScheme?: "light" | "dark" };

type Fixtures = {
  /** A browser of its own for somebody, signed in; for nobody, when no address is given. */
  visit: (email: string | null, options?: Options) => Promise<Page>;
};

// A refused sign-in, a lost network and a session that ended are asked for by the journeys; the browser tells of them.
const expectedNoise = /Failed to load resource/;

async function watch(context: BrowserContext, own: string, findings: string[]): Promise<void> {
  context.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== own) findings.push(`a request to ${origin}`);
  });
  context.on("weberror", (error) => findings.push(`an error on a page: ${error.error().message}`));
  context.on("console", (message) => {
    const isBad = message.type() === "error" || message.type() === "warning";
    if (isBad && !expectedNoise.test(message.text())) findings.push(`on the console: ${message.text()}`);
  });
}

/** Every journey fails when a page asks anybody but the portal for anything, or when a page's script complains. */
export const test = base.extend<Fixtures>({
  visit: async ({ browser, baseURL }, use) => {
    const findings: string[] = [];
    const contexts: BrowserContext[] = [];
    await use(async (email, { width = 1280, colorScheme = "light" } = {}) => {
      const isPhone = width < 600;
      const context = await browser.newContext({
        baseURL: baseURL ?? "",
        viewport: { width, height: isPhone ? 844 : 900 },
        colorScheme,
        hasTouch: isPhone,
        isMobile: isPhone,
      });
      contexts.push(context);
      await watch(context, new URL(baseURL ?? "").origin, findings);
      if (email) await signInByCookie(context, email);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
    expect(findings).toEqual([]);
  },
});

/** No finding of axe against WCAG 2.2 A and AA, nor against its own best practice, on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  // A cell that another journey changes meanwhile fades in, and half faded it has half its contrast.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.html).join(" | ")})`,
  );
  expect(found, page.url()).toEqual([]);
}

/** What the page says is wrong. Next announces each new page by an alert of its own, which is left out. */
export function problems(page: Page): Locator {
  return page.getByRole("alert").and(page.locator(":not(#__next-route-announcer__)"));
}

/** The quiet line under a section's form: what was typed is with the server. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByText(/^Saved \d/)).toBeVisible();
}

export { expect };
