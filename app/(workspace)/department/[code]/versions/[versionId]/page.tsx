import type { Metadata } from "next";
import { arithmeticItems } from "@/components/directives/deadline-arithmetic";
import { PageHeader } from "@/components/layout/page-header";
import { PlanDocument } from "@/components/plans/document/plan-document";
import { FilingTag } from "@/components/plans/filing-tag";
import { RedFlagList } from "@/components/plans/red-flag-list";
import { DataList } from "@/components/ui/data-list";
import { PrintButton } from "@/components/ui/print-button";
import { loadVersion } from "@/lib/features/plans/loaders";
import { formatDateTime, formatDeadline } from "@/lib/kernel/format-date";

type Props = { params: Promise<{ code: string; versionId: string }> };

export const metadata: Metadata = { title: "Plan as filed" };

export default async function VersionPage({ params }: Props) {
  const { code, versionId } = await params;
  const version = await loadVersion({ departmentCode: code, versionId });
  return (
    <>
      <PageHeader
        back={{
          href: `/department/${version.departmentCode}/receipts/${version.versionId}`,
          label: "Receipt",
        }}
        title={`Plan as filed, version ${version.versionNumber}`}
        lead={`${version.departmentName}. Certified by ${version.certifierName}, ${version.certifierTitle}.`}
        action={<PrintButton>Print the plan</PrintButton>}
      />
      <DataList
        items={[
          { term: "Filed", detail: formatDateTime(version.submittedAt) },
          ...arithmeticItems(version.arithmetic),
          { term: "Due when it was filed", detail: formatDeadline(version.dueAt) },
          {
            term: "On time or late",
            detail: <FilingTag isLate={version.isLate} isWithdrawn={version.withdrawal !== null} />,
          },
          { term: "SHA-256", detail: <code className="break-all font-mono text-14">{version.sha256}</code> },
        ]}
      />
      <RedFlagList redFlags={version.redFlags} hrefOf={(flag) => `#section-${flag.section}`} />
      <PlanDocument contents={version.contents} designations={version.designations} />
    </>
  );
}
