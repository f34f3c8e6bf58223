import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { HistoryList } from "@/components/plans/history-list";
import { loadHistory } from "@/lib/features/plans/loaders";

type Props = { params: Promise<{ code: string }> };

export const metadata: Metadata = { title: "History" };

export default async function HistoryPage({ params }: Props) {
  const { code } = await params;
  const { department, entries } = await loadHistory({ departmentCode: code });
  return (
    <>
      <PageHeader
        title="History"
        lead={`What happened in ${department.name}, newest first: the last two hundred events.`}
      />
      <HistoryList entries={entries} />
    </>
  );
}
