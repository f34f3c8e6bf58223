import type { Metadata } from "next";
import { DeadlineClock } from "@/components/clock/deadline-clock";
import { BriefLines, BriefPart, Counted } from "@/components/compliance/brief-section";
import { BriefTrend } from "@/components/compliance/brief-trend";
import { SendBrief } from "@/components/compliance/send-brief";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { nothingStuck } from "@/lib/features/compliance/brief";
import { loadBrief } from "@/lib/features/compliance/loaders";
import { formatDateTime } from "@/lib/kernel/format-date";

type Props = { params: Promise<{ directive: string }> };

export const metadata: Metadata = { title: "Mayor's brief" };

export default async function BriefPage({ params }: Props) {
  const { directive: code } = await params;
  const brief = await loadBrief({ directiveCode: code });
  const { directive, filed, overdue, stuck, extensions, trend } = brief;
  return (
    <div className="page-sheet flex flex-col gap-6 print:gap-3">
      <PageHeader
        back={{ href: `/mayor/${directive.code}`, label: "Compliance" }}
        title="Mayor's brief"
        lead={`Where it stands on ${formatDateTime(brief.now, directive.timeZone)}, and what has happened ${brief.spanWords}.`}
        action={
          <div className="flex flex-wrap items-start gap-3">
            <SendBrief directiveCode={directive.code} />
            <PrintButton>Print</PrintButton>
          </div>
        }
      />
      <div className="print-hidden">
        <DeadlineClock
          label={`Due under ${directive.title}`}
          dueAt={directive.dueAt}
          dueText={brief.dueText}
          serverNow={brief.now}
          rule={directive.rule}
          filedText={brief.isAllFiled ? "Every required body has filed." : undefined}
        />
      </div>
      <div>
        <p className="text-pretty font-semibold text-22 leading-tight print:text-16">{brief.sentence}</p>
        <p className="hidden print:block print:text-13">
          Due under {directive.title}: {brief.dueText}; {directive.rule}.
        </p>
      </div>
      {/* One below the other in the order in which they are asked for; where there is room, what is stuck beside it. */}
      <div className="grid items-start gap-x-10 gap-y-6 lg:grid-cols-2 lg:grid-rows-[auto_auto_auto_1fr] print:grid-cols-2 print:grid-rows-[auto_auto_auto_1fr] print:gap-x-6 print:gap-y-2 print:text-[0.72rem]">
        <BriefPart heading={<Counted {...filed} />}>
          <BriefLines part={filed} />
        </BriefPart>
        <BriefPart heading={<Counted {...overdue} />}>
          <BriefLines part={overdue} />
        </BriefPart>
        <BriefPart
          heading="Stuck, and with whom"
          className="lg:col-start-2 lg:row-span-4 lg:row-start-1 print:col-start-2 print:row-span-4 print:row-start-1"
        >
          {stuck.length === 0 && <p className="text-muted">{nothingStuck}</p>}
          <div className="flex flex-col gap-4 print:gap-1.5">
            {stuck.map((group) => (
              <section key={group.key} className="flex flex-col gap-1 print:gap-0">
                <h3 className="text-16 print:text-[0.72rem]">
                  <Counted {...group} />
                </h3>
                <BriefLines part={group} />
              </section>
            ))}
          </div>
        </BriefPart>
        <BriefPart heading="The trend">
          <BriefTrend trend={trend} />
        </BriefPart>
        <BriefPart heading={<Counted {...extensions} />}>
          <BriefLines part={extensions} />
        </BriefPart>
      </div>
    </div>
  );
}
