import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";

/** What only the front door may say about a request; the same names from outside are dropped. */
const ownHeaders = ["x-request-id", "x-portal-client-address", "content-security-policy"];
const proxyHeaders = ["forwarded", "x-real-ip", "x-client-ip", "cf-connecting-ip", "true-client-ip"];
// Next bounds the bodies of actions alone. Three hundred facilities with five areas each take less than a tenth.
const longestBodyBytes = 4_000_000;
const writes = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * The address of the client: the socket's, or, behind trusted proxies, the entry that the outermost of them wrote.
 * What stands left of that entry was written by the client and is not believed.
 */
export function clientAddress(
  socketAddress: string,
  forwardedFor: string | undefined,
  trustedHops: number,
): string {
  if (trustedHops === 0) return socketAddress;
  const entries = (forwardedFor ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
  return entries.at(-trustedHops) ?? socketAddress;
}

/** Whether a write comes from a page of ours: the origin must be named, and be this one. */
export function isSameOrigin(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  const { origin } = headers;
  if (origin !== undefined) return origins.includes(origin);
  return headers["sec-fetch-site"] === "same-origin";
}

/**
 * Whether somebody did something: sent a form or a save, or opened a page. What a page asks for by itself is nobody's
 * doing: streams, polls, prefetches, and pages that are drawn anew.
 */
function isByHand(method: string | undefined, headers: IncomingHttpHeaders): boolean {
  if (writes.has(method ?? "GET")) return true;
  const purpose = `${headers["sec-purpose"] ?? ""} ${headers.purpose ?? ""}`;
  if (headers.rsc !== undefined || headers["next-router-prefetch"] !== undefined || /prefetch/.test(purpose))
    return false;
  return headers["sec-fetch-dest"] === "document";
}

/** Whether a body is too long to be read, or does not say how long it is. Node holds a body to what it says. */
function isTooLong(headers: IncomingHttpHeaders): boolean {
  return (
    headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > longestBodyBytes
  );
}

export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  const script = `'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`;
  const style = isDevelopment ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src ${script}`,
    `style-src ${style}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const fixedHeaders: Readonly<Record<string, string>> = {
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
};

export type FrontDoor = {
  readonly trustedHops: number;
  readonly publicUrl: string;
  readonly isDevelopment: boolean;
};

/**
 * Everything that must hold before any page or handler runs: a request id, the client's address that cannot be
 * forged, the security headers with a fresh nonce (Next takes it from the request's own policy header), no write from
 * another site, and no body without a bound. Answers false when it has refused the request itself.
 */
export function enter(request: IncomingMessage, response: ServerResponse, door: FrontDoor): boolean {
  const address = clientAddress(
    request.socket.remoteAddress ?? "unknown",
    request.headers["x-forwarded-for"]?.toString(),
    door.trustedHops,
  );
  for (const name of Object.keys(request.headers)) {
    const isForged =
      name.startsWith("x-forwarded-") ||
      name.startsWith("x-middleware-") ||
      name.startsWith("x-portal-") ||
      name.startsWith("x-invoke-") ||
      ownHeaders.includes(name) ||
      proxyHeaders.includes(name);
    if (isForged) delete request.headers[name];
  }
  const requestId = randomUUID();
  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"), door.isDevelopment);
  request.headers["x-request-id"] = requestId;
  request.headers["x-portal-client-address"] = address;
  request.headers["content-security-policy"] = policy;
  // The page that was asked for, so that a person who must sign in first comes back to it.
  request.headers["x-portal-path"] = request.url ?? "/";
  if (isByHand(request.method, request.headers)) request.headers["x-portal-by-hand"] = "yes";
  for (const [name, value] of Object.entries(fixedHeaders)) response.setHeader(name, value);
  response.setHeader("content-security-policy", policy);
  response.setHeader("x-request-id", requestId);

  const { host } = request.headers;
  const publicUrl = new URL(door.publicUrl);
  // What the browser names as its origin is what it asked for: this host, over the scheme people use.
  const origins = [publicUrl.origin, ...(host ? [`${publicUrl.protocol}//${host}`] : [])];
  const isCrossSite = writes.has(request.method ?? "GET") && !isSameOrigin(request.headers, origins);
  if (!isCrossSite && !isTooLong(request.headers)) return true;
  response.statusCode = isCrossSite ? 403 : 413;
  response.setHeader("content-type", "application/json");
  // What is left of the body is not waited for.
  response.setHeader("connection", "close");
  const code = isCrossSite ? "CROSS_SITE" : "TOO_LONG";
  response.end(JSON.stringify({ error: { code, reference: requestId } }));
  return false;
}
