import type { Metadata } from "next";
import { arithmeticItems } from "@/components/directives/deadline-arithmetic";
import { PageHeader } from "@/components/layout/page-header";
import { FilingTag } from "@/components/plans/filing-tag";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { Notice } from "@/components/ui/notice";
import { PrintButton } from "@/components/ui/print-button";
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
        lead={`${receipt.departmentName} ${receipt.withdrawal ? "filed a preparedness plan and withdrew it" : "has filed its preparedness plan"}. Keep this page's address: the receipt stays here.`}
        action={<PrintButton>Print the receipt</PrintButton>}
      />
      {receipt.withdrawal && (
        <Notice tone="attention" title="This version was withdrawn and does not count as filed">
          <p>
            {receipt.withdrawal.byName} withdrew it on {formatDateTime(receipt.withdrawal.at)}. It stays on
            record as it was certified; another version has to be filed in its place.
          </p>
        </Notice>
      )}
      <Card
        title={`Version ${receipt.versionNumber}, ${formatDateTime(receipt.submittedAt)}`}
        action={<FilingTag isLate={receipt.isLate} isWithdrawn={receipt.withdrawal !== null} />}
      >
        <DataList
          items={[
            { term: "Plan", detail: `Preparedness plan under ${receipt.planTitle}` },
            { term: "Department", detail: receipt.departmentName },
            { term: "Version", detail: String(receipt.versionNumber) },
            { term: "Certified by", detail: `${receipt.certifierName}, ${receipt.certifierTitle}` },
            { term: "Filed", detail: formatDateTime(receipt.submittedAt) },
            ...arithmeticItems(receipt.arithmetic),
            { term: "Due when it was filed", detail: formatDeadline(receipt.dueAt) },
            { term: "On time or late", detail: receipt.isLate ? "Late" : "On time" },
            ...(receipt.withdrawal
              ? [
                  {
                    term: "Withdrawn",
                    detail: `${formatDateTime(receipt.withdrawal.at)}, by ${receipt.withdrawal.byName}`,
                  },
                ]
              : []),
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
