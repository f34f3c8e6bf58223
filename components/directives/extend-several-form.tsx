"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { ErrorSummary } from "@/components/forms/error-summary";
import { TextAreaField } from "@/components/forms/text-area-field";
import { DateField } from "@/components/forms/text-field";
import { useAnswer } from "@/components/forms/use-answer";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { extendDeadlinesAction } from "@/lib/features/directives/actions";
import { describeHindrance, extensionMessage, hinderingBodies } from "@/lib/features/directives/messages";
import {
  type ExtendDeadlinesInput,
  extendDeadlinesSchema,
  type OwingView,
} from "@/lib/features/directives/schema";
import type { HinderingBody } from "@/lib/features/directives/types";
import { formatDeadline } from "@/lib/kernel/format-date";
import { BodyPicker, type PickedBody } from "./body-picker";
import { CheckBeforeExtending } from "./check-before-extending";

type Done = { readonly bodies: number; readonly dueAt: string };

const countOf = (amount: number) =>
  `${amount.toLocaleString("en-US")} ${amount === 1 ? "deadline" : "deadlines"}`;

/** Extends the deadlines of several bodies to one day: choose, check what will be done, then do it, all or nothing. */
export function ExtendSeveralForm({
  directiveCode,
  timeZone,
  ...list
}: {
  directiveCode: string;
  timeZone: string;
  base: string;
  view: OwingView;
  bodies: readonly PickedBody[];
  total: number;
  pages: number;
}) {
  const router = useRouter();
  const empty: ExtendDeadlinesInput = { directiveCode, bodies: [], day: "", reason: "" };
  const form = useForm<ExtendDeadlinesInput>({
    shouldFocusError: false,
    resolver: zodResolver(extendDeadlinesSchema),
    defaultValues: empty,
  });
  const [picked, setPicked] = useState<readonly PickedBody[]>([]);
  const [isChecking, setIsChecking] = useState(false);
  const [hindering, setHindering] = useState<readonly HinderingBody[]>([]);
  const [done, setDone] = useState<Done | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done) box.current?.focus();
  }, [done]);
  const { send, problems, forget } = useAnswer(form, ["bodies", "day", "reason"], (error) =>
    hinderingBodies(error).length > 0 ? "" : extensionMessage(error),
  );

  const pick = (next: readonly PickedBody[]) => {
    setPicked(next);
    form.setValue(
      "bodies",
      next.map(({ code, dueAt }) => ({ code, seenDueAt: dueAt })),
      { shouldValidate: form.formState.isSubmitted },
    );
  };
  const check = form.handleSubmit(() => {
    forget();
    setDone(null);
    setHindering([]);
    setIsChecking(true);
  });
  const extend = form.handleSubmit(async (values) => {
    const answer = await send(() => extendDeadlinesAction(values));
    if (!answer) return;
    if (!answer.ok) {
      const bodies = hinderingBodies(answer.error);
      setHindering(bodies);
      setIsChecking(bodies.length > 0);
      // What was moved meanwhile is then seen with its new day.
      router.refresh();
      return;
    }
    setDone({ bodies: values.bodies.length, dueAt: answer.data.dueAt });
    setIsChecking(false);
    setHindering([]);
    setPicked([]);
    form.reset(empty);
    router.refresh();
  });
  const leaveOut = () => {
    const rest = picked.filter(({ code }) => hindering.every((body) => body.code !== code));
    pick(rest);
    setHindering([]);
    if (rest.length === 0) setIsChecking(false);
  };
  const { isSubmitting, submitCount } = form.formState;
  const hinderingLines = hindering.map((body) => ({
    href: "#check",
    message: describeHindrance(body, timeZone),
  }));
  return (
    <FormProvider {...form}>
      {done && (
        <div ref={box} tabIndex={-1}>
          <Notice
            tone="done"
            title={`${countOf(done.bodies)} extended to ${formatDeadline(done.dueAt, timeZone)}`}
          >
            <p>
              The departments are told. Each extension stands in the list of those given; on its body's page
              it can be corrected.
            </p>
          </Notice>
        </div>
      )}
      <form method="post" onSubmit={isChecking ? extend : check} noValidate className="flex flex-col gap-5">
        <ErrorSummary
          title={hindering.length > 0 ? "No deadline was moved" : undefined}
          errors={[...problems, ...hinderingLines]}
          attempt={submitCount}
        />
        {isChecking ? (
          <CheckBeforeExtending
            picked={picked}
            day={form.getValues("day")}
            reason={form.getValues("reason")}
            hindering={hindering}
            isSubmitting={isSubmitting}
            onLeaveOut={leaveOut}
            onChange={() => {
              setHindering([]);
              setIsChecking(false);
            }}
          />
        ) : (
          <>
            <BodyPicker {...list} picked={picked} onPick={pick} />
            <div className="flex max-w-[36rem] flex-col gap-5">
              <DateField
                name="day"
                label="The new last day, for all of them"
                hint="Filing is on time until the midnight that ends it."
              />
              <TextAreaField
                name="reason"
                label="Reason"
                hint="The departments read it; it stands on their clocks and receipts."
                rows={3}
              />
              <Button type="submit" className="sm:self-start">
                Check before extending
              </Button>
            </div>
          </>
        )}
      </form>
    </FormProvider>
  );
}
