/** Alive: this process answers. The database is not asked, so that its failure restarts nobody. */
export function GET(): Response {
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}
