import { z } from "zod";
import { readableText } from "@/lib/kernel/readable-text";

export const signInSchema = z.object({
  email: readableText.trim().min(1, "Enter your e-mail address.").max(254),
  password: z.string().min(1, "Enter your password.").max(1_000),
});
export type SignInInput = z.infer<typeof signInSchema>;

/** Known to everybody: the demonstration is served to its own machine alone. */
export const demonstrationPassword = "demonstration-only-12";

/** Length is what counts (ASVS 5.0, 6.2): no rules of composition, and nothing is cut off or trimmed. */
const newPassword = z.string().min(12, "Use at least 12 characters.").max(128, "Use at most 128 characters.");

export const completeSetUpSchema = z.object({ secret: z.string().max(200), password: newPassword });

/** As typed: the password twice, so that a slip locks nobody out. */
const typedTwice = {
  path: ["confirmation"],
  error: "This is not the same password. Type it again, or press Show to compare the two.",
  // A password that is too short is told beside one that was not repeated, not after it.
  when: () => true,
};

export const setUpFormSchema = completeSetUpSchema
  .extend({ confirmation: z.string() })
  .refine(({ password, confirmation }) => password === confirmation, typedTwice);
export type SetUpFormInput = z.infer<typeof setUpFormSchema>;

export const changePasswordSchema = z.object({
  currentPassword: z.string().min(1, "Enter the password you sign in with now.").max(1_000),
  password: newPassword,
});

export const changePasswordFormSchema = changePasswordSchema
  .extend({ confirmation: z.string() })
  .refine(({ password, confirmation }) => password === confirmation, typedTwice);
export type ChangePasswordFormInput = z.infer<typeof changePasswordFormSchema>;

export const askForResetSchema = z.object({
  email: readableText.trim().min(1, "Enter your e-mail address.").max(254),
});
export type AskForResetInput = z.infer<typeof askForResetSchema>;

/** Of an authenticator app, with or without spaces, or a recovery code. */
export const codeSchema = z.string().trim().min(1, "Enter the code.").max(40);

export const noInputSchema = z.object({});
export const confirmTotpSchema = z.object({ code: codeSchema });
export type ConfirmTotpInput = z.infer<typeof confirmTotpSchema>;

const base64url = z.string().max(20_000);
const optionalText = z.string().max(200).optional();
const extensionResults = z.record(z.string(), z.unknown()).default({});

/** What a browser answers when an authenticator has made a passkey. Its meaning is judged by the library alone. */
export const registrationSchema = z.object({
  id: base64url.max(2_000),
  rawId: base64url.max(2_000),
  type: z.literal("public-key"),
  authenticatorAttachment: optionalText,
  clientExtensionResults: extensionResults,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
});

/** What a browser answers when an authenticator has signed a challenge. */
export const assertionSchema = z.object({
  id: base64url.max(2_000),
  rawId: base64url.max(2_000),
  type: z.literal("public-key"),
  authenticatorAttachment: optionalText,
  clientExtensionResults: extensionResults,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.max(200).optional(),
  }),
});
export type Assertion = z.infer<typeof assertionSchema>;

const passkeyName = readableText
  .trim()
  .min(1, "Give it a name, so that you know it again.")
  .max(60, "A name has at most 60 characters.");
export const addPasskeySchema = z.object({ name: passkeyName, response: registrationSchema });
export const renamePasskeySchema = z.object({ passkeyId: z.string().max(2_000), name: passkeyName });
export const removePasskeySchema = z.object({ passkeyId: z.string().max(2_000) });

/** One of three ways to show again who one is. */
export const proveSchema = z.union([
  z.object({ password: z.string().min(1, "Enter your password.").max(1_000) }),
  z.object({ code: codeSchema }),
  z.object({ response: assertionSchema }),
]);
export type ProveInput = z.infer<typeof proveSchema>;

const ticket = z.string().max(100);
export const ticketSchema = z.object({ ticket });

/** A credential travels through next-auth as text. */
const assertionText = z
  .string()
  .max(60_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: "Not JSON." });
      return z.NEVER;
    }
  })
  .pipe(assertionSchema);

export const secondStepSchema = z.union([
  z.object({ ticket, code: codeSchema }),
  z.object({ ticket, response: assertionText }),
]);
export type SecondStepInput = z.infer<typeof secondStepSchema>;
export const passkeySignInSchema = z.object({ response: assertionText });

export const firstAdministratorSchema = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, "An e-mail address has at most 254 characters.")
    .pipe(z.email("That is not an e-mail address.")),
  name: readableText.trim().min(1, "Give the person's name.").max(200, "A name has at most 200 characters."),
});
