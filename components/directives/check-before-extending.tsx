"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { DataList } from "@/components/ui/data-list";
import type { HinderingBody } from "@/lib/features/directives/types";
import { formatDate } from "@/lib/kernel/format-date";
import type { PickedBody } from "./body-picker";

/** What is about to be done: until when, why, and for whom, each with the day that is in force now. */
export function CheckBeforeExtending({
  picked,
  day,
  reason,
  hindering,
  isSubmitting,
  onLeaveOut,
  onChange,
}: {
  picked: readonly PickedBody[];
  day: string;
  reason: string;
  hindering: readonly HinderingBody[];
  isSubmitting: boolean;
  onLeaveOut: () => void;
  onChange: () => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const bodies = `${picked.length.toLocaleString("en-US")} ${picked.length === 1 ? "body" : "bodies"}`;
  const deadlines = picked.length === 1 ? "deadline" : "deadlines";
  return (
    <div id="check" tabIndex={-1} className="flex max-w-[48rem] flex-col gap-5">
      <h2 ref={heading} tabIndex={-1}>
        Extend the deadline of {bodies}?
      </h2>
      <DataList
        items={[
          {
            term: "New last day",
            detail: <span className="font-semibold">{formatDate(`${day}T12:00:00Z`, "UTC")}</span>,
          },
          {
            term: "Reason",
            detail: <span className="wrap-anywhere whitespace-pre-line">{reason}</span>,
          },
          {
            term: bodies,
            detail: (
              <ul className="flex flex-col gap-1">
                {picked.map((body) => (
                  <li key={body.code} className="flex flex-wrap justify-between gap-x-4">
                    <span className="min-w-0">{body.name}</span>
                    <span className="tabular text-14 text-muted">now due {body.dueText}</span>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <div className="flex flex-col gap-3 sm:flex-row sm:flex-wrap">
        {/* Two buttons by their keys: one that became the other while it is pressed would send the form. */}
        {hindering.length > 0 ? (
          <Button key="leave-out" onClick={onLeaveOut}>
            Leave {hindering.length === 1 ? "it" : `these ${hindering.length}`} out
          </Button>
        ) : (
          <Button key="extend" type="submit" aria-busy={isSubmitting}>
            {isSubmitting ? "Saving…" : `Extend ${picked.length.toLocaleString("en-US")} ${deadlines}`}
          </Button>
        )}
        <Button variant="quiet" onClick={onChange}>
          Change something
        </Button>
      </div>
    </div>
  );
}
