import { createServer, type IncomingHttpHeaders, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientAddress, contentSecurityPolicy, enter, isSameOrigin } from "./front-door";

const origins = ["https://portal.test"];

describe("a write from a page of ours", () => {
  it.each([
    ["our origin", { origin: "https://portal.test" }, true],
    [
      "our origin, whatever else is claimed",
      { origin: "https://portal.test", "sec-fetch-site": "cross-site" },
      true,
    ],
    ["no origin, and the browser's word that it is ours", { "sec-fetch-site": "same-origin" }, true],
    ["another site", { origin: "https://evil.test" }, false],
    [
      "another site that calls itself the same",
      { origin: "https://evil.test", "sec-fetch-site": "same-origin" },
      false,
    ],
    [
      "a null origin: a sandboxed frame, a data: address",
      { origin: "null", "sec-fetch-site": "same-origin" },
      false,
    ],
    ["an empty origin", { origin: "", "sec-fetch-site": "same-origin" }, false],
    ["our name over another scheme", { origin: "http://portal.test" }, false],
    ["our name at another port", { origin: "https://portal.test:8443" }, false],
    ["a host that begins with our name", { origin: "https://portal.test.evil.test" }, false],
    ["a host that ends with our name", { origin: "https://evilportal.test" }, false],
    ["two origins", { origin: "https://portal.test https://evil.test" }, false],
    ["a neighbour's page", { "sec-fetch-site": "same-site" }, false],
    ["an address typed by hand", { "sec-fetch-site": "none" }, false],
    ["nothing said at all", {}, false],
    ["only a referrer, which anybody can leave out", { referer: "https://portal.test/home" }, false],
  ] as const)("is told by its origin: %s", (_, headers, isOurs) => {
    expect(isSameOrigin(headers as IncomingHttpHeaders, origins)).toBe(isOurs);
  });

  it("is none whose origin is not exactly one of ours", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((rest) => `https://portal.test${rest}`),
        ),
        (origin) => {
          expect(isSameOrigin({ origin, "sec-fetch-site": "same-origin" }, origins)).toBe(
            origins.includes(origin),
          );
        },
      ),
    );
  });
});

describe("the client's address", () => {
  const address = fc.oneof(fc.ipV4(), fc.ipV6());

  it("is the socket's where there is no proxy, whatever the header says", () => {
    fc.assert(
      fc.property(address, fc.option(fc.string(), { nil: undefined }), (socket, forwarded) => {
        expect(clientAddress(socket, forwarded, 0)).toBe(socket);
      }),
    );
  });

  it("is what the outermost trusted proxy wrote, whatever the client wrote before it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(address, fc.string())),
        fc.array(address, { minLength: 1, maxLength: 4 }),
        address,
        (forged, written, socket) => {
          const header = [...forged, ...written].join(", ");
          expect(clientAddress(socket, header, written.length)).toBe(written[0]);
        },
      ),
    );
  });

  it.each([undefined, "", " , ,", "203.0.113.9"])(
    "is the socket's where two proxies should have written and %j came",
    (header) => {
      expect(clientAddress("10.0.0.1", header, 2)).toBe("10.0.0.1");
    },
  );
});

describe("the content security policy", () => {
  const directives = (isDevelopment: boolean) =>
    Object.fromEntries(
      contentSecurityPolicy("bm9uY2U=", isDevelopment)
        .split("; ")
        .map((directive) => [directive.split(" ")[0], directive.split(" ").slice(1)]),
    );

  it("lets only scripts and styles run that carry this page's nonce", () => {
    const policy = directives(false);
    expect(policy["script-src"]).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"]);
    expect(policy["style-src"]).toEqual(["'self'", "'nonce-bm9uY2U='"]);
    expect(contentSecurityPolicy("n", false)).not.toMatch(/unsafe|\*|https?:/);
  });

  it("lets nothing be framed, embedded, or sent and fetched elsewhere", () => {
    expect(directives(false)).toMatchObject({
      "default-src": ["'self'"],
      "connect-src": ["'self'"],
      "form-action": ["'self'"],
      "frame-ancestors": ["'none'"],
      "object-src": ["'none'"],
      "base-uri": ["'none'"],
    });
  });

  it("is loosened in development alone", () => {
    expect(directives(true)["script-src"]).toContain("'unsafe-eval'");
    expect(directives(true)["connect-src"]).toContain("ws:");
  });
});

describe("the front door", () => {
  const server = createServer((request, response) => {
    const door = { trustedHops: 0, publicUrl: "https://portal.test", isDevelopment: false };
    if (enter(request, response, door)) response.end(JSON.stringify(request.headers));
  });
  beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)));
  afterAll(() => new Promise((done) => server.close(done)));

  const visit = (method: string, headers: Readonly<Record<string, string>> = {}) =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; body: Record<string, unknown> }>(
      (resolve, reject) => {
        const { port } = server.address() as AddressInfo;
        const host = "portal.test";
        const options = { port, method, path: "/home?a=1", headers: { host, ...headers } };
        send(options, (answer) => {
          let text = "";
          answer.on("data", (chunk) => {
            text += chunk;
          });
          answer.on("end", () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: JSON.parse(text) }),
          );
        })
          .on("error", reject)
          .end();
      },
    );

  it.each(["POST", "PUT", "PATCH", "DELETE"])(
    "refuses a %s from another site, with a reference",
    async (method) => {
      const { status, body, headers } = await visit(method, { origin: "https://evil.test" });
      expect(status).toBe(403);
      expect(body).toEqual({ error: { code: "CROSS_SITE", reference: headers["x-request-id"] } });
    },
  );

  it("lets our own writes and every read pass", async () => {
    expect((await visit("PUT", { origin: "https://portal.test" })).status).toBe(200);
    expect((await visit("GET", { origin: "https://evil.test" })).status).toBe(200);
  });

  it.each([
    ["says it is longer than anybody writes", { "content-length": "4000001" }],
    ["does not say how long it is", { "transfer-encoding": "chunked" }],
  ])("reads no body that %s", async (_, headers) => {
    const answer = await visit("PUT", { origin: "https://portal.test", ...headers });
    expect(answer.status).toBe(413);
    expect(answer.body).toEqual({ error: { code: "TOO_LONG", reference: answer.headers["x-request-id"] } });
  });

  it("believes nothing that only it may say, nor what proxies say when none is trusted", async () => {
    const forged = {
      "x-request-id": "mine",
      "x-portal-client-address": "203.0.113.9",
      "x-portal-path": "/mayor",
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-host": "evil.test",
      "x-middleware-subrequest": "middleware",
      "x-invoke-path": "/mayor",
      "x-real-ip": "203.0.113.9",
      "content-security-policy": "script-src *",
    };
    const { body } = await visit("GET", forged);
    expect(body["x-portal-client-address"]).toBe("127.0.0.1");
    expect(body["x-portal-path"]).toBe("/home?a=1");
    expect(body["x-request-id"]).not.toBe("mine");
    expect(JSON.stringify(body)).not.toMatch(/203\.0\.113\.9|evil|middleware|script-src \*/);
  });

  it("sends every answer, refusals included, with the security headers and a nonce of its own", async () => {
    const answers = [await visit("GET"), await visit("POST", { origin: "null" })];
    for (const { headers } of answers)
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "strict-transport-security": expect.stringMatching(/^max-age=\d{8,}/),
        "content-security-policy": expect.stringContaining("'nonce-"),
      });
    const policies = new Set(answers.map(({ headers }) => headers["content-security-policy"]));
    expect(policies.size).toBe(2);
  });

  it("gives the page the policy that the browser gets, so that the nonces are the same", async () => {
    const { headers, body } = await visit("GET");
    expect(body["content-security-policy"]).toBe(headers["content-security-policy"]);
  });
});
