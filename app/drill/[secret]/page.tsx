import type { Metadata } from "next";
import { AnswerByLink } from "@/components/drills/answer-drill";
import { BarePage } from "@/components/layout/bare-page";
import { Notice } from "@/components/ui/notice";
import { loadCallByLink } from "@/lib/features/drills/loaders";
import { drillMessages, lengthWords } from "@/lib/features/drills/messages";
import { formatDateTime } from "@/lib/kernel/format-date";

// The address is a secret: it goes to nobody as a referrer, and into no index.
export const metadata: Metadata = {
  title: "Drill",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

export default async function AnswerDrillPage({ params }: { params: Promise<{ secret: string }> }) {
  const { secret } = await params;
  const call = await loadCallByLink(secret);
  if (!call) {
    return (
      <BarePage>
        <h1>This link opens nothing</h1>
        <p>{drillMessages.LINK_UNKNOWN}</p>
      </BarePage>
    );
  }
  return (
    <BarePage>
      <div>
        <p className="font-semibold text-attention">DRILL</p>
        <h1>This is a drill</h1>
      </div>
      <p>
        {call.title}, for {call.departmentName}. Nothing has happened. {call.name}, one tap says that you can
        be reached.
      </p>
      {call.acknowledged ? (
        <Notice tone={call.acknowledged.isLate ? "attention" : "done"} title="Answered">
          <p>
            After {lengthWords(call.acknowledged.seconds)},{" "}
            {call.acknowledged.isLate ? "too late to count as in time" : "in time"}. Nothing more is to be
            done.
          </p>
        </Notice>
      ) : (
        <>
          <p className="text-muted">
            {call.isOpen
              ? `Answer by ${formatDateTime(call.closesAt)}.`
              : "Its time is over. An answer is still recorded, as late."}
          </p>
          <AnswerByLink secret={secret} />
        </>
      )}
    </BarePage>
  );
}
