import type { Metadata } from "next";
import { StartDrillForm } from "@/components/drills/start-drill-form";
import { PageHeader } from "@/components/layout/page-header";
import { loadDrillForm } from "@/lib/features/drills/loaders";
import type { Search } from "@/lib/kernel/tidy-query";

export const metadata: Metadata = { title: "Start a drill" };

export default async function StartDrillPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { drillId, departments, total } = await loadDrillForm(searchParams);
  const shown = departments.length;
  return (
    <>
      <PageHeader
        title="Start a drill"
        lead="Each liaison and each alternate is mailed at once that this is a drill, with a link to answer by one tap."
        back={{ href: "/mayor/drills", label: "Drills" }}
      />
      <StartDrillForm
        drillId={drillId}
        departments={departments}
        hint={
          total > shown
            ? `The first ${shown} of ${total.toLocaleString("en-US")}, by name.`
            : "Those whose people are called."
        }
      />
    </>
  );
}
