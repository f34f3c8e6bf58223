import { z } from "zod";

export const signInSchema = z.object({
  email: z.string().trim().min(1, "Enter your e-mail address.").max(254),
  password: z.string().min(1, "Enter your password.").max(1_000),
});
export type SignInInput = z.infer<typeof signInSchema>;

/** Length is what counts (ASVS 5.0, 6.2): no rules of composition. */
export const newPasswordSchema = z.object({
  secret: z.string().min(20).max(200),
  password: z.string().min(12, "Use at least 12 characters.").max(128, "Use at most 128 characters."),
});
