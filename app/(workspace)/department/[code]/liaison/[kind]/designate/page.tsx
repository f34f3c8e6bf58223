import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { DesignateForm } from "@/components/liaisons/designate-form";
import { loadDesignateForm } from "@/lib/features/liaisons/loaders";
import { kindWords } from "@/lib/features/liaisons/messages";
import { designationKindSchema } from "@/lib/features/liaisons/schema";

type Props = { params: Promise<{ code: string; kind: string }> };

export const metadata: Metadata = { title: "Designate" };

export default async function DesignatePage({ params }: Props) {
  const { code, kind: named } = await params;
  const kind = designationKindSchema.safeParse(named);
  if (!kind.success) notFound();
  const { department, current, other, today } = await loadDesignateForm({ code, kind: kind.data });
  const back = `/department/${department.code}/liaison`;
  const words = kindWords[kind.data];
  return (
    <>
      <PageHeader
        back={{ href: back, label: "Liaison" }}
        title={`Designate ${current ? `a new ${words}` : kind.data === "liaison" ? "the liaison" : "an alternate"}`}
        lead={
          <>
            {current && <p>{current.name} is relieved as soon as you save, and stays in the history.</p>}
            {other && (
              <p>
                {other.name} is the {kindWords[kind.data === "liaison" ? "alternate" : "liaison"]}: this must
                be a different person.
              </p>
            )}
          </>
        }
      />
      <DesignateForm departmentCode={department.code} kind={kind.data} today={today} back={back} />
    </>
  );
}
