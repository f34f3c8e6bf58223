import "server-only";
import { generateSecret, generateURI, verifySync } from "otplib";
import { encode } from "uqr";
import type { PersonId } from "@/lib/kernel/ids";
import { seal, unseal } from "@/lib/platform/secrets";
import type { NewTotp } from "./types";

const periodSeconds = 30;
/** One step to either side: for clocks that are off, and codes that are typed late. */
const toleranceSeconds = periodSeconds;

const sealFor = (personId: PersonId) => ({ purpose: "totp secret", owner: personId });

/** A secret for an authenticator app, sealed for its owner. */
export function newTotpSecret(personId: PersonId): { readonly secret: string; readonly sealed: string } {
  const secret = generateSecret();
  return { secret, sealed: seal(secret, sealFor(personId)) };
}

export const openTotpSecret = (sealed: string, personId: PersonId): string =>
  unseal(sealed, sealFor(personId));

/** The time step whose code this is, of the step at the given second and its two neighbours; null for any other code. */
export function findTotpStep(of: {
  readonly secret: string;
  readonly code: string;
  readonly epochSeconds: number;
}): number | null {
  const token = of.code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return null;
  const answer = verifySync({
    secret: of.secret,
    token,
    epoch: of.epochSeconds,
    epochTolerance: toleranceSeconds,
  });
  return answer.valid && "timeStep" in answer ? answer.timeStep : null;
}

/** The secret as an app takes it: drawn as a path, one unit a module, and in groups of four letters for typing. */
export function presentTotp(secret: string, email: string): NewTotp {
  const uri = generateURI({ issuer: "Directive 12 portal", label: email, secret });
  const { size, data } = encode(uri, { ecc: "M", border: 4 });
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join("");
  return { qr: { size, path }, key: secret.match(/.{1,4}/g)?.join(" ") ?? secret };
}
