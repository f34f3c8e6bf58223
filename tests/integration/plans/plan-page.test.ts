import { describe, expect, it } from "vitest";
import { findSectionContent, listCertifiers } from "@/lib/features/plans/queries";
import { planKey, saveSection } from "@/lib/features/plans/service";
import { db } from "@/lib/platform/db";
import { createPerson } from "../../factories/people";
import { planOf, revisionOf } from "../../factories/plans";
import { asOwner } from "../../support/owner";

const code = "EMD";

describe("who can certify", () => {
  it("is named by the department's own certifiers alone, each once", async () => {
    await createPerson([{ role: "certifier", departmentCode: code }], "Ada Invented");
    await createPerson([{ role: "preparer", departmentCode: code }], "Pat Invented");
    await createPerson([{ role: "certifier", departmentCode: "ZOO" }], "Zed Invented");
    const { departmentId } = await planOf(code);
    const names = await listCertifiers(departmentId);
    expect(names).toContain("Ada Invented");
    expect(names).not.toContain("Pat Invented");
    expect(names).not.toContain("Zed Invented");
  });

  it("leaves out a role that has ended and a person who was deactivated", async () => {
    const ended = await createPerson([{ role: "certifier", departmentCode: code }], "Eve Invented");
    const gone = await createPerson([{ role: "certifier", departmentCode: code }], "Gus Invented");
    await asOwner("UPDATE role_assignments SET ends_at = now() - interval '1 minute' WHERE person_id = $1", [
      ended.personId,
    ]);
    await asOwner("UPDATE people SET deactivated_at = now() WHERE id = $1", [gone.personId]);
    const { departmentId } = await planOf(code);
    const names = await listCertifiers(departmentId);
    expect(names).not.toContain("Eve Invented");
    expect(names).not.toContain("Gus Invented");
  });
});

describe("model text", () => {
  it("stays marked in the stored section until a change by hand takes the mark away", async () => {
    const somebody = await createPerson([{ role: "preparer", departmentCode: code }]);
    const plan = await planOf(code);
    const save = async (modelTexts: string[]) =>
      saveSection({
        plan: planKey(plan),
        section: "reporting",
        revision: await revisionOf(plan, "reporting"),
        content: { recorded: "Time and place.", modelTexts },
        by: somebody.doer,
      });
    expect((await save(["recorded"])).ok).toBe(true);
    expect((await findSectionContent(db, plan, "reporting")).modelTexts).toEqual(["recorded"]);
    expect((await save([])).ok).toBe(true);
    expect((await findSectionContent(db, plan, "reporting")).modelTexts).toEqual([]);
  });
});
