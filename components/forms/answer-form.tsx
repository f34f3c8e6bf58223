"use client";

import type { ComponentProps, FormEventHandler, ReactNode } from "react";
import { type FieldValues, FormProvider, type UseFormReturn } from "react-hook-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { ErrorSummary } from "./error-summary";

type Back = Pick<ComponentProps<typeof ButtonLink>, "href" | "scroll" | "onClick"> & {
  readonly label: string;
};

/**
 * The frame of a form that is sent as a whole: the summary of what is wrong above its fields, and under them the button
 * that sends it and, where it can be left, the way back.
 */
export function AnswerForm<Values extends FieldValues, Output extends FieldValues>({
  form,
  onSubmit,
  problems,
  submit,
  back,
  children,
}: {
  form: UseFormReturn<Values, unknown, Output>;
  onSubmit: FormEventHandler;
  /** As `useAnswer` gives them. */
  problems: ComponentProps<typeof ErrorSummary>["errors"];
  /** What the button does, and what it says while that is on its way. */
  submit: { readonly label: string; readonly busyLabel: string };
  back?: Back;
  children: ReactNode;
}) {
  const { isSubmitting, submitCount } = form.formState;
  return (
    <FormProvider {...form}>
      <form method="post" onSubmit={onSubmit} noValidate className="flex max-w-[36rem] flex-col gap-5">
        <ErrorSummary errors={problems} attempt={submitCount} />
        {children}
        <div className="flex flex-col gap-3 sm:flex-row">
          <Button type="submit" aria-busy={isSubmitting}>
            {isSubmitting ? submit.busyLabel : submit.label}
          </Button>
          {back && <BackLink {...back} />}
        </div>
      </form>
    </FormProvider>
  );
}

function BackLink({ label, ...link }: Back) {
  return (
    <ButtonLink variant="quiet" {...link}>
      {label}
    </ButtonLink>
  );
}
