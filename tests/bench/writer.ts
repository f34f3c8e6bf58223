import { findPlan } from "@/lib/features/plans/queries";
import { planKey, saveSection } from "@/lib/features/plans/service";
import { asId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";

/** A process of its own that changes what the dashboards show, by the product's service, as another web process would. */
export type Change = {
  readonly departmentCode: string;
  readonly directiveCode: string;
  readonly personId: string;
  readonly name: string;
};
/** When the change was asked for: before the transaction began, on the clock of this machine. */
export type Changed = { readonly askedAtMs: number; readonly code: string };

const section = "training";

process.on("message", async (change: Change) => {
  const plan = await findPlan(change);
  if (!plan) throw new Error(`no plan of ${change.departmentCode}`);
  const row = await db.planSection.findFirstOrThrow({
    where: { departmentId: plan.departmentId, planId: plan.planId, section },
    select: { revision: true, content: true },
  });
  const content = {
    ...(row.content as Record<string, unknown>),
    newHireRule: `Within ${(row.revision % 60) + 2} days of the first day of work.`,
  };
  const askedAtMs = performance.timeOrigin + performance.now();
  const saved = await saveSection({
    plan: planKey(plan),
    section,
    revision: row.revision,
    content,
    by: {
      personId: asId<"Person">(change.personId),
      name: change.name,
      role: "preparer",
      requestId: "bench",
    },
  });
  if (!saved.ok) throw new Error(`a change was refused: ${saved.error.code}`);
  process.send?.({ askedAtMs, code: change.departmentCode } satisfies Changed);
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
