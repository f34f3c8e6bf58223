import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Pool } from "pg";
import { findDirective, findOverview } from "./kept";
import { renderDashboard } from "./page";
import { countWaiting, findVisitor, listBodies, type Visitor } from "./reads";
import { findPlan, saveSection, submitPlan } from "./writes";

/**
 * The floor: what Node, pg and React need for the same work when nothing else is there. It reads and writes the same
 * tables under the same role through as many connections, and asks the session's row at every request as the product
 * does; it has no framework, no validation, no policy, no error page, no nonce.
 */

const pool = new Pool({ connectionString: process.env.FLOOR_DATABASE_URL, max: 10 });
// When the run is broken off, Postgres may go first.
pool.on("error", () => undefined);

type Work = (parts: readonly string[], visitor: Visitor, request: IncomingMessage) => Promise<Answer>;
type Answer = { readonly html: string } | { readonly json: unknown } | null;

const dashboard: Work = async ([directiveCode = ""], visitor) => {
  const directive = await findDirective(pool, directiveCode);
  if (!directive) return null;
  const [bodies, overview, waiting] = await Promise.all([
    listBodies(pool, directive.id),
    findOverview(pool, directive.id),
    countWaiting(pool, visitor, directive.id),
  ]);
  return { html: renderDashboard({ visitor, directive, overview, bodies, waiting }) };
};

const status: Work = async ([directiveCode = ""]) => {
  const directive = await findDirective(pool, directiveCode);
  if (!directive) return null;
  const [bodies, { counts, now }] = await Promise.all([
    listBodies(pool, directive.id),
    findOverview(pool, directive.id),
  ]);
  const { code, number, title, dueAt } = directive;
  const pages = Math.max(1, Math.ceil(counts.bodies / 50));
  return {
    json: {
      directive: { code, number, title, dueAt },
      at: now,
      counts,
      page: 1,
      pages,
      total: counts.bodies,
      bodies,
    },
  };
};

const save: Work = async ([departmentCode = "", directiveCode = "", section = ""], visitor, request) => {
  const { revision, content } = (await readJson(request)) as { revision: number; content: unknown };
  const plan = await findPlan(pool, departmentCode, directiveCode);
  if (plan?.departmentId !== visitor.departmentId) return null;
  const saved = await saveSection(pool, { plan, section, revision, content, visitor });
  return saved && { json: saved };
};

const submit: Work = async ([departmentCode = "", directiveCode = ""], visitor, request) => {
  const { isTold = true, ...submission } = (await readJson(request)) as {
    password: string;
    idempotencyKey: string;
    read: unknown;
    isTold?: boolean;
  };
  const plan = await findPlan(pool, departmentCode, directiveCode);
  if (plan?.departmentId !== visitor.departmentId) return null;
  const version = await submitPlan(pool, { ...submission, plan, isTold, visitor });
  return version && { json: version };
};

const works: readonly (readonly [method: string, first: string, Work])[] = [
  ["GET", "dashboard", dashboard],
  ["GET", "status", status],
  ["PUT", "sections", save],
  ["POST", "submissions", submit],
];

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
}

async function answer(request: IncomingMessage): Promise<Answer> {
  const [first, ...parts] = (request.url ?? "/").slice(1).split("/");
  const work = works.find(([method, name]) => method === request.method && name === first)?.[2];
  const visitor = await findVisitor(pool, request.headers.cookie?.split("=")[1] ?? "");
  return work && visitor ? work(parts, visitor, request) : null;
}

function send(response: ServerResponse, found: Answer): void {
  if (!found) {
    response.writeHead(404).end();
    return;
  }
  const body = "html" in found ? found.html : JSON.stringify(found.json);
  const type = "html" in found ? "text/html; charset=utf-8" : "application/json";
  response.writeHead(200, { "content-type": type, "content-length": Buffer.byteLength(body) }).end(body);
}

const server = createServer((request, response) => {
  answer(request).then(
    (found) => send(response, found),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(Number(process.env.FLOOR_PORT), "127.0.0.1", () => process.send?.("ready"));

function stop(): void {
  server.close();
  server.closeAllConnections();
  void pool.end().then(() => process.exit(0));
}
process.on("SIGTERM", stop);
process.on("disconnect", stop);
