import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { ContactForm } from "@/components/liaisons/contact-form";
import { loadContactForm } from "@/lib/features/liaisons/loaders";
import { kindWords } from "@/lib/features/liaisons/messages";
import { designationKindSchema } from "@/lib/features/liaisons/schema";

type Props = { params: Promise<{ code: string; kind: string }> };

export const metadata: Metadata = { title: "Change contact details" };

export default async function ContactPage({ params }: Props) {
  const { code, kind: named } = await params;
  const kind = designationKindSchema.safeParse(named);
  if (!kind.success) notFound();
  const { department, designation, isOwn, actorId } = await loadContactForm({ code, kind: kind.data });
  const back = `/department/${department.code}/liaison`;
  return (
    <>
      <PageHeader
        back={{ href: back, label: "Liaison" }}
        title="Change contact details"
        lead={
          isOwn
            ? `How you are reached as ${kindWords[kind.data]} of ${department.name}.`
            : `How ${designation.name}, ${kindWords[kind.data]} of ${department.name}, is reached.`
        }
      />
      <ContactForm
        departmentCode={department.code}
        designation={designation}
        isOwn={isOwn}
        actorId={actorId}
        back={back}
      />
    </>
  );
}
