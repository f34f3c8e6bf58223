import { PhoneLink } from "@/components/liaisons/phone-link";
import { StatusTag } from "@/components/ui/status-tag";
import { uncertaintyWords } from "@/lib/features/coverage/messages";
import type { CallAnswer } from "@/lib/features/coverage/types";
import { formatDateTime } from "@/lib/kernel/format-date";

/** The one answer, for somebody who has a telephone in the other hand: the name, the number, and why. */
export function CallAnswerCard({
  title,
  place,
  answer,
  at,
  isLarge = false,
  level = "h2",
}: {
  title: string;
  place?: string | undefined;
  answer: CallAnswer;
  at: Date;
  isLarge?: boolean;
  level?: "h2" | "h3";
}) {
  const Heading = level;
  return (
    <section className="flex break-inside-avoid flex-col gap-3 rounded-md border border-line bg-surface p-4 sm:p-6">
      <div>
        <Heading className={isLarge ? "text-18" : "text-16"}>{title}</Heading>
        {place && <p className="text-14 text-muted">{place}</p>}
      </div>
      {answer.isFound ? (
        <>
          <div>
            <p className={isLarge ? "font-semibold text-28" : "font-semibold text-18"}>
              {answer.person.name}
            </p>
            <p className="text-muted">{answer.person.title}</p>
          </div>
          <p>
            <PhoneLink
              phone={answer.person.phone}
              className={isLarge ? "min-h-14 font-semibold text-28" : "min-h-11 font-semibold text-18"}
            />
            {answer.hours && <span className="block text-14 text-muted">Answered: {answer.hours}</span>}
          </p>
          <p>{answer.why}.</p>
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
          <p className="font-semibold text-22 text-attention">
            <span aria-hidden="true">▲ </span>Nobody to call
          </p>
          <p>{answer.why}</p>
          <p className="font-medium">{answer.next}</p>
        </>
      )}
      <p className="text-13 text-muted">As of {formatDateTime(at)}</p>
    </section>
  );
}
