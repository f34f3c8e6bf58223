import autocannon from "autocannon";
import { ask, connections } from "./http";
import type { Drive, Window, Work } from "./pairs";
import type { Scene } from "./scene";
import type { Stage } from "./stage";

type Size = Scene["small"];

/** The dashboard page at one size. Both sides must show the same rows, field by field. */
export async function dashboardWork(
  stage: Stage,
  scene: Scene,
  size: Size,
  work: Work["work"],
): Promise<Work> {
  const { reviewer } = scene;
  const floor = {
    url: `${stage.floorUrl}/dashboard/${size.directiveCode}`,
    cookie: `sid=${reviewer.sessionId}`,
  };
  const product = { url: `${stage.productUrl}/mayor/${size.directiveCode}`, cookie: reviewer.cookie };
  const pages = { floor: await read(floor), product: await read(product) };
  const rows = rowsOf(pages.floor);
  const expected = Math.min(size.bodies, 50);
  if (rows.length !== expected) throw new Error(`the floor shows ${rows.length} rows of ${expected}`);
  for (const row of rows) {
    const shown = textFrom(pages.product, `/bodies/${row.code}"`);
    const missing = row.fields.filter((field) => !shown.includes(field));
    if (missing.length > 0) throw new Error(`the product's row of ${row.code} lacks ${missing.join("; ")}`);
  }
  const last = rows.at(-1);
  const marks = [`/bodies/${last?.code}"`, reviewer.name, "</html>"];
  return {
    work,
    floor: readDrive(floor, likeThis(pages.floor, marks)),
    product: readDrive(product, likeThis(pages.product, marks)),
  };
}

/** The list of bodies as JSON. Both sides must answer the same data. */
export async function statusWork(stage: Stage, scene: Scene): Promise<Work> {
  const { reviewer, small } = scene;
  const floor = {
    url: `${stage.floorUrl}/status/${small.directiveCode}`,
    cookie: `sid=${reviewer.sessionId}`,
  };
  const product = {
    url: `${stage.productUrl}/api/directives/${small.directiveCode}/status`,
    cookie: reviewer.cookie,
  };
  const texts = { floor: await read(floor), product: await read(product) };
  const timeless = (text: string) => sorted({ ...(JSON.parse(text) as object), at: null });
  if (timeless(texts.floor) !== timeless(texts.product)) {
    throw new Error(
      `the two lists differ:\n${texts.floor.slice(0, 2_000)}\n${texts.product.slice(0, 2_000)}`,
    );
  }
  const marks = [`"total":${small.bodies}`, `"headTitle"`];
  return {
    work: "status-json",
    floor: readDrive(floor, likeThis(texts.floor, marks)),
    product: readDrive(product, likeThis(texts.product, marks)),
  };
}

type Check = (body: string | Buffer | undefined) => boolean;
type Source = { readonly url: string; readonly cookie: string };

async function read({ url, cookie }: Source): Promise<string> {
  const { status, body } = await ask({ url, method: "GET", headers: { cookie }, body: "" });
  if (status !== 200) throw new Error(`${url} answered ${status}: ${body.slice(0, 500)}`);
  return body;
}

/** A check quick enough for every answer: as long as the one that was looked at whole, but for a clock's digits. */
function likeThis(reference: string, marks: readonly string[]): Check {
  return (answered) => {
    const body = answered?.toString() ?? "";
    return Math.abs(body.length - reference.length) < 200 && marks.every((mark) => body.includes(mark));
  };
}

function readDrive({ url, cookie }: Source, verifyBody: Check): Drive {
  return (times) =>
    new Promise<Window>((done, fail) => {
      const latenciesMs: number[] = [];
      let startedAt = performance.now();
      let endedAt = startedAt;
      const instance = autocannon(
        { url, headers: { cookie }, connections, amount: times, sampleInt: 20, verifyBody },
        (error: unknown, result) => {
          if (error) return fail(error);
          const wrong = result.errors + result.mismatches + result.non2xx;
          if (wrong > 0 || latenciesMs.length !== times) {
            const { errors, mismatches, non2xx } = result;
            return fail(new Error(`${url}: ${errors} errors, ${mismatches} wrong bodies, ${non2xx} not 200`));
          }
          done({ seconds: (endedAt - startedAt) / 1_000, latenciesMs });
        },
      );
      instance.on("start", () => {
        startedAt = performance.now();
      });
      instance.on("response", (_client, _status, _bytes, responseTimeMs) => {
        latenciesMs.push(responseTimeMs);
        endedAt = performance.now();
      });
    });
}

/** What the floor's table says of each body, field by field. */
function rowsOf(html: string): { code: string; fields: string[] }[] {
  return html
    .split('<tr data-code="')
    .slice(1)
    .map((row) => ({
      code: row.slice(0, row.indexOf('"')),
      fields: row
        .slice(0, row.indexOf("</tr>"))
        .slice(row.indexOf(">") + 1)
        .split(/<\/?(?:th|td|span|a)\b[^>]*>/)
        .map(plain)
        .filter(Boolean),
    }));
}

/** The text from a mark on, as far as a row can reach. */
function textFrom(html: string, mark: string): string {
  const start = html.indexOf(mark);
  if (start < 0) return "";
  const next = html.indexOf("/bodies/", start + mark.length);
  return plain(html.slice(html.indexOf(">", start), next > 0 ? next : start + 10_000));
}

function plain(html: string): string {
  return html
    .replace(/<!--.*?-->/g, "")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
}

/** JSON with its keys in order, so that two answers can be compared as text. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => a.localeCompare(b)))
      : member,
  );
}
