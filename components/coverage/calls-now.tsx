import { PhoneLink } from "@/components/liaisons/phone-link";
import { StatusTag } from "@/components/ui/status-tag";
import { uncertaintyWords } from "@/lib/features/coverage/messages";
import type { CallAnswer } from "@/lib/features/coverage/types";

/** Where calls go at this moment, in a few lines above the rest of a page. */
export function CallsNow({ answer }: { answer: CallAnswer }) {
  return (
    <section
      aria-labelledby="calls-now-heading"
      className="flex flex-col gap-1 rounded-md border border-line border-l-4 bg-surface p-4"
    >
      <h2 id="calls-now-heading" className="text-14 text-muted">
        At this moment calls go to
      </h2>
      {answer.isFound ? (
        <>
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-semibold text-18">{answer.person.name}</span>
            <PhoneLink phone={answer.person.phone} className="font-semibold text-18" />
          </p>
          <p className="text-14">{answer.why}.</p>
          {answer.uncertain.length > 0 && (
            <p className="flex flex-wrap gap-2">
              {answer.uncertain.map((one) => (
                <StatusTag key={one} tone="attention">
                  {uncertaintyWords[one]}
                </StatusTag>
              ))}
            </p>
          )}
        </>
      ) : (
        <>
          <p className="font-semibold text-18 text-attention">
            <span aria-hidden="true">▲ </span>Nobody
          </p>
          <p className="text-14">
            {answer.why} {answer.next}
          </p>
        </>
      )}
    </section>
  );
}
