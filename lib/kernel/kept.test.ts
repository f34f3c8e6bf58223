import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepFor } from "./kept";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("an answer that is kept for a while", () => {
  it("is asked for once, however many ask at once, and again when its time has passed", async () => {
    const find = vi.fn(async (key: string) => `${key} ${find.mock.calls.length}`);
    const kept = keepFor(1_000, find);
    expect(await Promise.all([kept("a"), kept("a")])).toEqual(["a 1", "a 1"]);
    vi.advanceTimersByTime(999);
    expect(await kept("a")).toBe("a 1");
    vi.advanceTimersByTime(1);
    expect(await kept("a")).toBe("a 2");
  });

  it("is another for another key, and forgotten before strangers' keys fill the memory", async () => {
    const find = vi.fn(async (key: string) => key);
    const kept = keepFor(1_000, find);
    for (let n = 0; n <= 100; n++) await kept(`key ${n}`);
    expect(find).toHaveBeenCalledTimes(101);
    await kept("key 0");
    expect(find).toHaveBeenCalledTimes(102);
  });

  it("is asked for again after a failure", async () => {
    const find = vi
      .fn<(key: string) => Promise<string>>()
      .mockRejectedValueOnce(new Error("no"))
      .mockResolvedValue("yes");
    const kept = keepFor(1_000, find);
    await expect(kept("a")).rejects.toThrow("no");
    expect(await kept("a")).toBe("yes");
  });
});
