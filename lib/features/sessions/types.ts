export const signInMethods = ["password", "passkey", "single_sign_on"] as const;
export const secondFactors = ["totp", "passkey", "recovery_code", "provider"] as const;
export const sessionEnds = [
  "signed_out",
  "deactivated",
  "revoked",
  "password_changed",
  "role_changed",
  "second_factor_changed",
] as const;

export type SignInMethod = (typeof signInMethods)[number];
export type SecondFactor = (typeof secondFactors)[number];
export type SessionEnd = (typeof sessionEnds)[number];
