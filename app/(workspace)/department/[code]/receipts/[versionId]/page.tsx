import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { PrintButton } from "@/components/ui/print-button";
import { StatusTag } from "@/components/ui/status-tag";
import { loadReceipt } from "@/lib/features/plans/loaders";
import { formatDateTime, formatDeadline } from "@/lib/kernel/format-date";

type Props = { params: Promise<{ code: string; versionId: string }> };

export const metadata: Metadata = { title: "Receipt" };

export default async function ReceiptPage({ params }: Props) {
  const { code, versionId } = await params;
  const receipt = await loadReceipt({ departmentCode: code, versionId });
  return (
    <>
      <PageHeader
        back={
          receipt.mayReadPlan
            ? {
                href: `/department/${receipt.departmentCode}/plans/${receipt.directiveCode}`,
                label: "Preparedness plan",
              }
            : {
                href: `/mayor/${receipt.directiveCode}/bodies/${receipt.departmentCode}`,
                label: receipt.departmentName,
              }
        }
        title="Receipt of filing"
        lead={`${receipt.departmentName} has filed its preparedness plan. Keep this page's address: the receipt stays here.`}
        action={<PrintButton>Print the receipt</PrintButton>}
      />
      <Card
        title={`Version ${receipt.versionNumber}, ${formatDateTime(receipt.submittedAt)}`}
        action={
          <StatusTag tone={receipt.isLate ? "late" : "done"}>
            {receipt.isLate ? "Filed late" : "Filed on time"}
          </StatusTag>
        }
      >
        <DataList
          items={[
            { term: "Plan", detail: `Preparedness plan under ${receipt.planTitle}` },
            { term: "Department", detail: receipt.departmentName },
            { term: "Version", detail: String(receipt.versionNumber) },
            { term: "Certified by", detail: `${receipt.certifierName}, ${receipt.certifierTitle}` },
            { term: "Filed", detail: formatDateTime(receipt.submittedAt) },
            { term: "Due", detail: formatDeadline(receipt.dueAt) },
            { term: "Rule", detail: receipt.rule },
            ...receipt.extensions.map(({ text }, index) => ({
              term: index === 0 ? "Extension" : `Extension ${index + 1}`,
              detail: text,
            })),
            { term: "On time or late", detail: receipt.isLate ? "Late" : "On time" },
            {
              term: "SHA-256 of the plan",
              detail: <code className="break-all font-mono text-14">{receipt.sha256}</code>,
            },
            {
              term: "Receipt number",
              detail: <code className="break-all font-mono text-14">{receipt.versionId}</code>,
            },
          ]}
        />
      </Card>
      <div className="print-hidden flex flex-wrap gap-3">
        <ButtonLink
          variant="secondary"
          href={`/department/${receipt.departmentCode}/versions/${receipt.versionId}`}
        >
          Read the plan as filed
        </ButtonLink>
        <ButtonLink variant="quiet" href={`/department/${receipt.departmentCode}/history`}>
          History of the department
        </ButtonLink>
      </div>
    </>
  );
}
