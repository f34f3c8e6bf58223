import "server-only";
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { portalSecret } from "./env";

/** A secret for an address: 256 random bits, 43 letters. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of such a secret. It has 256 random bits: a plain hash of it can be neither guessed nor turned back. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** A key for one purpose alone, derived from the portal's secret. */
const keyFor = (purpose: string) =>
  Buffer.from(hkdfSync("sha256", portalSecret(), "", `directive-12-portal ${purpose}`, 32));

/**
 * A text that only this portal can read again, for one purpose and one owner: AES-256-GCM, so that a text which was
 * changed, or put in the place of another's, does not open.
 */
export function seal(text: string, of: { readonly purpose: string; readonly owner: string }): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(of.purpose), nonce);
  cipher.setAAD(Buffer.from(of.owner));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return ["v1", ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
}

/** Opens what `seal` sealed. Throws where it was changed, is another owner's, or was sealed with another secret. */
export function unseal(sealed: string, of: { readonly purpose: string; readonly owner: string }): string {
  const [version, nonce = "", tag = "", text = ""] = sealed.split(".");
  if (version !== "v1") throw new Error("sealed in a way that is not known");
  const decipher = createDecipheriv("aes-256-gcm", keyFor(of.purpose), Buffer.from(nonce, "base64url"), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(of.owner));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return decipher.update(Buffer.from(text, "base64url"), undefined, "utf8") + decipher.final("utf8");
}
