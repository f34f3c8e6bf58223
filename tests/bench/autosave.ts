import type pg from "pg";
import { connectAsOwner } from "./database";
import { ask, connections, drive } from "./http";
import type { Drive, Work } from "./pairs";
import type { Member, Scene } from "./scene";
import type { Stage } from "./stage";

const section = "training";

type Editor = Member & { revision: number; content: Record<string, unknown> };
type Saved = { readonly revision: number; readonly savedAt: string; readonly outcomes: readonly unknown[] };

/**
 * Autosaves by editors of different departments, one a connection, each of a whole section with a word changed.
 * Floor and product save the same sections by turns, so that each goes on from the revision the other left.
 */
export async function autosaveWork(
  stage: Stage,
  scene: Scene,
): Promise<{ work: Work; assertStored: () => Promise<void> }> {
  const client = await connectAsOwner(stage);
  const editors: Editor[] = [];
  for (const member of scene.editors.slice(0, connections)) {
    const { rows } = await client.query<{ revision: number; content: Record<string, unknown> }>(
      "SELECT revision, content FROM plan_sections WHERE department_id = $1 AND plan_id = $2 AND section = $3",
      [member.departmentId, member.planId, section],
    );
    editors.push({ ...member, revision: 0, content: {}, ...rows[0] });
  }
  let answered = 0;
  const before = await countStored(client, editors);

  const driveOf =
    (target: (editor: Editor) => { url: string; headers: Record<string, string> }): Drive =>
    (times) =>
      drive(times, async (connection, turn) => {
        const editor = editors[connection];
        if (!editor) throw new Error("fewer editors than connections");
        const content = {
          ...editor.content,
          newHireRule: `Within ${turn + 10} days of the first day of work.`,
        };
        const { url, headers } = target(editor);
        const answer = await ask({
          url,
          method: "PUT",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify({ revision: editor.revision, content }),
        });
        const saved = answer.status === 200 ? (JSON.parse(answer.body) as Saved) : null;
        if (saved?.revision !== editor.revision + 1 || !saved.savedAt || saved.outcomes.length === 0) {
          throw new Error(`an autosave was answered ${answer.status}: ${answer.body.slice(0, 500)}`);
        }
        editor.revision = saved.revision;
        editor.content = content;
        answered++;
      });
  const { directiveCode } = scene.large;
  const work: Work = {
    work: "autosave",
    floor: driveOf((editor) => ({
      url: `${stage.floorUrl}/sections/${editor.departmentCode}/${directiveCode}/${section}`,
      headers: { cookie: `sid=${editor.sessionId}` },
    })),
    product: driveOf((editor) => ({
      url: `${stage.productUrl}/api/departments/${editor.departmentCode}/plans/${directiveCode}/sections/${section}`,
      headers: { cookie: editor.cookie, origin: stage.productUrl },
    })),
  };

  const assertStored = async () => {
    const after = await countStored(client, editors);
    const revisions = after.revisions - before.revisions;
    const announced = after.announced - before.announced;
    if (revisions !== answered || announced !== answered) {
      throw new Error(
        `${answered} autosaves were answered; ${revisions} are stored and ${announced} announced`,
      );
    }
    for (const editor of editors) {
      const { rows } = await client.query<{ word: string }>(
        `SELECT content->>'newHireRule' AS word FROM plan_sections
         WHERE department_id = $1 AND plan_id = $2 AND section = $3`,
        [editor.departmentId, editor.planId, section],
      );
      if (rows[0]?.word !== editor.content.newHireRule) {
        throw new Error(`the last text of ${editor.departmentCode} is not the one that was saved last`);
      }
    }
    await client.end();
  };
  return { work, assertStored };
}

async function countStored(client: pg.Client, editors: readonly Editor[]) {
  const { rows } = await client.query<{ revisions: number; announced: number }>(
    `SELECT
       (SELECT sum(revision)::int FROM plan_sections WHERE department_id = ANY($1) AND section = $2) AS revisions,
       (SELECT count(*)::int FROM outbox_events
        WHERE department_id = ANY($1) AND name = 'plan.section_saved') AS announced`,
    [editors.map((editor) => editor.departmentId), section],
  );
  const [row] = rows;
  if (!row) throw new Error("nothing was counted");
  return row;
}
