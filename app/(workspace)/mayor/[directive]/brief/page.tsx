import type { Metadata } from "next";
import { DeadlineClock } from "@/components/clock/deadline-clock";
import { BriefLines, BriefPart, Counted } from "@/components/compliance/brief-section";
import { BriefTrend } from "@/components/compliance/brief-trend";
import { SendBrief } from "@/components/compliance/send-brief";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { nothingStuck } from "@/lib/features/compliance/brief";
import { loadBrief } from "@/lib/features/compliance/loaders";
import { formatTime } from "@/lib/kernel/format-date";

type Props = { params: Promise<{ directive: string }> };

export const metadata: Metadata = { title: "Mayor's brief" };

export default async function BriefPage({ params }: Props) {
  const { directive: code } = await params;
  const brief = await loadBrief({ directiveCode: code });
  const { directive, filed, overdue, stuck, extensions, trend } = brief;
  return (
    <>
      <PageHeader
        back={{ href: `/mayor/${directive.code}`, label: "Compliance" }}
        title="Mayor's brief"
        lead={`${brief.day}, ${formatTime(brief.now, directive.timeZone)}: what has happened ${brief.spanWords}.`}
        action={
          <div className="flex flex-wrap items-start gap-3">
            <SendBrief directiveCode={directive.code} />
            <PrintButton>Print</PrintButton>
          </div>
        }
      />
      <DeadlineClock
        label={`Due under ${directive.title}`}
        dueAt={directive.dueAt}
        dueText={brief.dueText}
        serverNow={brief.now}
        rule={directive.rule}
        filedText={brief.isAllFiled ? "Every required body has filed." : undefined}
      />
      <p className="text-pretty font-semibold text-22 leading-tight print:text-18">{brief.sentence}</p>
      <div className="grid items-start gap-x-10 gap-y-6 lg:grid-cols-2 print:grid-cols-2 print:gap-x-6 print:gap-y-3 print:text-14">
        <div className="flex min-w-0 flex-col gap-6 print:gap-3">
          <BriefPart heading={<Counted {...filed} />}>
            <BriefLines part={filed} />
          </BriefPart>
          <BriefPart heading={<Counted {...overdue} />}>
            <BriefLines part={overdue} />
          </BriefPart>
          <BriefPart heading={<Counted {...extensions} />}>
            <BriefLines part={extensions} />
          </BriefPart>
        </div>
        <div className="flex min-w-0 flex-col gap-6 print:gap-3">
          <BriefPart heading="Stuck, and with whom">
            {stuck.length === 0 && <p className="text-muted">{nothingStuck}</p>}
            {stuck.map((group) => (
              <section key={group.key} className="flex flex-col gap-1">
                <h3 className="text-16 print:text-14">
                  <Counted {...group} />
                </h3>
                <BriefLines part={group} />
              </section>
            ))}
          </BriefPart>
          <BriefPart heading="The trend">
            <BriefTrend trend={trend} />
          </BriefPart>
        </div>
      </div>
    </>
  );
}
