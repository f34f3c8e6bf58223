import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openFence } from "@/scripts/fence";
import { asOwner } from "../../support/owner";

const appUrl = process.env.DATABASE_APP_URL ?? "";
const fillWith = (seed: "demo" | "reference") =>
  asOwner("INSERT INTO installations (is_demonstration) VALUES ($1)", [seed === "demo"]);

beforeEach(async () => {
  await asOwner("DELETE FROM installations");
});

describe("the fence around the demonstration", () => {
  it.each(["demo", "reference"] as const)(
    "lets a setting through that the database bears out: %s",
    async (seed) => {
      await fillWith(seed);
      const fence = await openFence({ appUrl, seed, onMismatch: vi.fn() });
      expect(fence.isOpen()).toBe(true);
    },
  );

  it.each([
    ["demo", "reference", /holds the demonstration.*PORTAL_SEED=demo.*DATABASE_APP_URL/],
    ["reference", "demo", /in real use.*PORTAL_SEED=reference.*DATABASE_APP_URL/],
  ] as const)("refuses a database of %s under the setting %s, with the mend", async (held, seed, words) => {
    await fillWith(held);
    await expect(openFence({ appUrl, seed, onMismatch: vi.fn() })).rejects.toThrow(words);
  });

  it("stays closed while nobody can say, and opens once the database bears the setting out", async () => {
    const fence = await openFence({ appUrl, seed: "reference", onMismatch: vi.fn(), retryMs: 20 });
    expect(fence.isOpen()).toBe(false);
    await fillWith("reference");
    await expect.poll(fence.isOpen).toBe(true);
  });

  it("that stood closed says so when the database turns out to be of the other kind, and never opens", async () => {
    const onMismatch = vi.fn();
    const fence = await openFence({ appUrl, seed: "reference", onMismatch, retryMs: 20 });
    await fillWith("demo");
    await expect.poll(() => onMismatch.mock.calls).toEqual([[expect.stringMatching(/PORTAL_SEED=demo/)]]);
    expect(fence.isOpen()).toBe(false);
  });

  it("stays closed at a database that does not answer", async () => {
    const nowhere = "postgresql://portal_app:hush@127.0.0.1:1/portal";
    const fence = await openFence({ appUrl: nowhere, seed: "demo", onMismatch: vi.fn(), retryMs: 20 });
    expect(fence.isOpen()).toBe(false);
    fence.close();
  });
});

describe("a web process that is started alone", () => {
  const root = join(import.meta.dirname, "../../..");
  const started: ReturnType<typeof spawn>[] = [];
  afterAll(() => {
    for (const child of started) child.kill();
  });

  it("refuses to serve the demonstration as if it were real", async () => {
    await fillWith("demo");
    const child = spawn(
      process.execPath,
      ["--conditions=react-server", "--import", "tsx", join(root, "scripts/web.ts")],
      {
        cwd: root,
        env: { ...process.env, NODE_ENV: "production", PORTAL_SEED: "reference" },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    started.push(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part: Buffer) => (output += part));
    const code = await new Promise((done) => child.once("close", done));
    expect({ code, output: output.trim() }).toEqual({
      code: 1,
      output: expect.stringMatching(/^This database holds the demonstration.*PORTAL_SEED=demo/),
    });
  });
});
