import type { ReactNode } from "react";
import { DataList } from "@/components/ui/data-list";
import { describeDays, stepsOf } from "@/lib/features/directives/messages";
import type { Arithmetic } from "@/lib/features/directives/types";
import { formatDateTime, formatDeadline } from "@/lib/kernel/format-date";

type Item = { term: string; detail: ReactNode };

/** The sum, line by line: the original, each step with how far it moved the day, by whom, when and why. */
export function arithmeticItems(arithmetic: Arithmetic): Item[] {
  const { originalDueAt, rule, timeZone } = arithmetic;
  const steps = stepsOf(arithmetic).map((step, index) => ({
    term: `${index + 1}. ${step.title}, ${describeDays(step.days)}`,
    detail: (
      <>
        <p>{formatDeadline(step.dueAt, timeZone)}</p>
        <p className="text-14 text-muted">
          {step.grantedByName}, {formatDateTime(step.grantedAt, timeZone)}
        </p>
        <p className="wrap-anywhere whitespace-pre-line">{step.reason}</p>
      </>
    ),
  }));
  const original = (
    <>
      <p>{formatDeadline(originalDueAt, timeZone)}</p>
      <p className="text-14 text-muted">{rule}</p>
    </>
  );
  return [{ term: "Original deadline", detail: original }, ...steps];
}

/** How a deadline came about, and what is in force: original, plus each extension, equals. */
export function DeadlineArithmetic({ arithmetic }: { arithmetic: Arithmetic }) {
  const { dueAt, moves, timeZone } = arithmetic;
  return (
    <DataList
      items={[
        ...arithmeticItems(arithmetic),
        {
          term: "= In force",
          detail: (
            <>
              <p className="font-semibold">{formatDeadline(dueAt, timeZone)}</p>
              {moves.length === 0 && <p className="text-14 text-muted">No extension was given.</p>}
            </>
          ),
        },
      ]}
    />
  );
}
