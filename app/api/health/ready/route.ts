import { readiness } from "@/lib/platform/readiness";
import { withScope } from "@/lib/platform/scope";

export const dynamic = "force-dynamic";

/** Ready: the database answers, and holds the schema of this code and the data of its setting. 503 with the reason otherwise. */
export async function GET(): Promise<Response> {
  const state = await withScope("everything", readiness);
  return Response.json(state, {
    status: state.status === "ready" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
