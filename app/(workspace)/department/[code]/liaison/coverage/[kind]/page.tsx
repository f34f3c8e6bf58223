import type { Metadata } from "next";
import { CoverageForm } from "@/components/coverage/coverage-form";
import { PageHeader } from "@/components/layout/page-header";
import { loadCoverageForm } from "@/lib/features/coverage/loaders";
import { facilitySourceWords } from "@/lib/features/coverage/messages";
import type { Search } from "@/lib/kernel/tidy-query";

type Props = { params: Promise<{ code: string; kind: string }>; searchParams: Promise<Search> };

export const metadata: Metadata = { title: "Who answers when" };

export default async function CoverageFormPage({ params, searchParams }: Props) {
  const [{ code, kind: asked }, { change }] = await Promise.all([params, searchParams]);
  const form = await loadCoverageForm({ code, kind: asked, change });
  const { kind, department, change: entry } = form;
  const back = `/department/${department.code}/liaison/coverage`;
  const isAbsence = kind === "absence";
  const whose = entry?.designationKind ?? form.forKinds[0] ?? "liaison";
  return (
    <>
      <PageHeader
        title={isAbsence ? "An absence" : "Somebody else answers"}
        lead={
          isAbsence
            ? `While ${form.names[whose] ?? "the designated person"} is away, calls go to whoever covers.`
            : `Calls go to whom you name, before the liaison. Of several for the same place the newest counts while it lasts. ${facilitySourceWords(form.facilitySource)}`
        }
        back={{ href: back, label: "Who answers when" }}
      />
      <CoverageForm
        kind={kind}
        departmentCode={department.code}
        forKinds={form.forKinds}
        names={form.names}
        facilities={form.facilities}
        quickEnds={form.quickEnds}
        replacesId={entry?.id ?? null}
        back={back}
        initial={
          entry
            ? {
                designationKind: entry.designationKind,
                facilityId: entry.facilityId ?? "",
                startsAt: entry.startText,
                endsAt: entry.endText,
                coveredBy: entry.cover ? "named" : "other",
                coverName: entry.cover?.name ?? "",
                coverTitle: entry.cover?.title ?? "",
                coverPhone: entry.cover?.phone ?? "",
                coverEmail: entry.cover?.email ?? "",
                note: entry.note,
              }
            : {
                coveredBy:
                  form.names[whose === "liaison" ? "alternate" : "liaison"] && isAbsence ? "other" : "",
              }
        }
      />
    </>
  );
}
