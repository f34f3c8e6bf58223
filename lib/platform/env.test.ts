import { describe, expect, it } from "vitest";
import { portalSecret, portalUrl, readEnv } from "./env";

describe("the settings", () => {
  it("need not be given at all: the portal starts on this machine with the demonstration", () => {
    expect(readEnv({})).toMatchObject({ PORT: 3000, PORTAL_SEED: "demo", TRUSTED_PROXY_HOPS: 0 });
    expect(readEnv({ PORT: "", DATABASE_URL: "" })).toEqual(readEnv({}));
  });

  it.each([
    ["PORT", "http", "PORT must be a number"],
    ["PORT", "65536", "between 1 and 65535"],
    ["PORT", "0", "PORT"],
    ["PORT", "80.5", "PORT"],
    ["DATABASE_URL", "mysql://localhost/name", "postgresql://"],
    ["DATABASE_URL", "localhost", "postgresql://"],
    ["PORTAL_SEED", "everything", "demo or reference"],
    ["PORTAL_URL", "portal.example.gov", "https://portal.example.gov"],
    ["PORTAL_SECRET", "short", "openssl rand -hex 32"],
    ["TRUSTED_PROXY_HOPS", "many", "number of proxies"],
    ["TRUSTED_PROXY_HOPS", "-1", "TRUSTED_PROXY_HOPS"],
    ["PORTAL_DEMO_ON_EXTERNAL_DATABASE", "yes", "PORTAL_DEMO_ON_EXTERNAL_DATABASE"],
    ["SMTP_URL", "http://mail.example.gov", "smtps://user:password@host:465"],
    ["SMTP_URL", "smtp://mail.example.gov", "MAIL_FROM must be set beside SMTP_URL"],
    ["MAIL_FROM", "the portal", "portal@example.gov"],
    ["LOG_LEVEL", "loud", "LOG_LEVEL"],
  ])("are refused with the name and the mend: %s=%s", (name, value, words) => {
    const start = () => readEnv({ [name]: value });
    expect(start).toThrow(name);
    expect(start).toThrow(words);
  });

  it("tell all that is wrong at once, and repeat no secret", () => {
    const start = () => readEnv({ PORT: "http", PORTAL_SECRET: "hunter2" });
    expect(start).toThrow(/PORT:[\s\S]*PORTAL_SECRET:/);
    expect(start).not.toThrow(/hunter2/);
  });

  it("are not used to seal anything with an empty secret", () => {
    expect(() => portalSecret(readEnv({}))).toThrow("PORTAL_SECRET");
  });

  it("say where people open the portal", () => {
    expect(portalUrl(readEnv({ PORT: "3100" }))).toBe("http://localhost:3100");
    expect(portalUrl(readEnv({ PORTAL_URL: "https://portal.example.gov" }))).toBe(
      "https://portal.example.gov",
    );
  });
});
