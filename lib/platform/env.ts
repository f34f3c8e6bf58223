import { z } from "zod";

const flag = z
  .enum(["true", "false"])
  .default("false")
  .transform((value) => value === "true");

const settingsSchema = z.object({
  PORT: z.coerce
    .number({ error: "PORT must be a number, as in PORT=3000." })
    .int()
    .min(1)
    .max(65_535, "PORT must be between 1 and 65535.")
    .default(3000),
  PORTAL_DATA_DIR: z.string().min(1, "PORTAL_DATA_DIR must name a folder, or be left out.").default(".data"),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: "DATABASE_URL must look like postgresql://owner:password@host:5432/name.",
    })
    .optional(),
  DATABASE_APP_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: "DATABASE_APP_URL must look like postgresql://role:password@host:5432/name.",
    })
    .optional(),
  PORTAL_SEED: z
    .enum(["demo", "reference"], { error: "PORTAL_SEED must be demo or reference." })
    .default("demo"),
  PORTAL_DEMO_ON_EXTERNAL_DATABASE: flag,
  PORTAL_URL: z
    .url({
      protocol: /^https?$/,
      error: "PORTAL_URL must be the address people open, as in https://portal.example.gov.",
    })
    .optional(),
  PORTAL_SECRET: z
    .string()
    .min(32, "PORTAL_SECRET must have at least 32 characters; `openssl rand -hex 32` makes one.")
    .optional(),
  SECOND_FACTOR: z
    .enum(["required", "optional"], { error: "SECOND_FACTOR must be required or optional." })
    .optional(),
  SESSION_IDLE_MINUTES: z.coerce
    .number({ error: "SESSION_IDLE_MINUTES must be a number of minutes." })
    .int()
    .min(5, "SESSION_IDLE_MINUTES must be at least 5.")
    .max(720, "SESSION_IDLE_MINUTES must be at most 720.")
    .default(120),
  SESSION_HOURS: z.coerce
    .number({ error: "SESSION_HOURS must be a number of hours." })
    .int()
    .min(1, "SESSION_HOURS must be at least 1.")
    .max(24, "SESSION_HOURS must be at most 24.")
    .default(12),
  TRUSTED_PROXY_HOPS: z.coerce
    .number({ error: "TRUSTED_PROXY_HOPS must be the number of proxies in front of the portal." })
    .int()
    .min(0)
    .max(10)
    .default(0),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: "SMTP_URL must look like smtp://user:password@host:587 or smtps://user:password@host:465.",
    })
    .optional(),
  MAIL_FROM: z.email("MAIL_FROM must be an address, as in portal@example.gov.").optional(),
  CONFIRMATION_DAYS: z.coerce
    .number({ error: "CONFIRMATION_DAYS must be a number of days, as in CONFIRMATION_DAYS=90." })
    .int()
    .min(1, "CONFIRMATION_DAYS must be at least 1.")
    .max(3650, "CONFIRMATION_DAYS must be at most 3650.")
    .default(90),
  METRICS_TOKEN: z
    .string()
    .min(24, "METRICS_TOKEN must have at least 24 characters; `openssl rand -hex 24` makes one.")
    .optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

const envSchema = settingsSchema.superRefine(({ SMTP_URL, MAIL_FROM }, context) => {
  if (!SMTP_URL || MAIL_FROM) return;
  context.addIssue({
    code: "custom",
    path: ["MAIL_FROM"],
    message:
      "MAIL_FROM must be set beside SMTP_URL: the address that mail comes from, as in portal@example.gov.",
  });
});
export type Env = z.infer<typeof envSchema>;

/** Reads the settings out of a process environment. Throws one error that names each wrong setting and its mend. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = envSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`These settings are wrong:\n${lines.join("\n")}`);
}

let known: Env | undefined;

/** The settings of this process, read once. Read at the first request and not at load, so that a build needs none. */
export function env(): Env {
  known ??= readEnv(process.env);
  return known;
}

/** Where people open the portal. */
export function portalUrl(settings: Env = env()): string {
  return settings.PORTAL_URL ?? `http://localhost:${settings.PORT}`;
}

/**
 * Whether the roles that decide and sign hold only in a session with a second factor. Only where it is asked for, until
 * there is a page on which a second factor is set up: without one, nobody could get in.
 */
export function isSecondFactorRequired(settings: Env = env()): boolean {
  return settings.SECOND_FACTOR === "required";
}

/** What seals cookies and keys hashes. Throws where it is not set: an empty secret would seal nothing. */
export function portalSecret(settings: Env = env()): string {
  if (!settings.PORTAL_SECRET)
    throw new Error("PORTAL_SECRET is not set: start the portal with `npm start`.");
  return settings.PORTAL_SECRET;
}
