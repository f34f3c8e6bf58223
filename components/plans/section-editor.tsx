"use client";

import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { FormProvider } from "react-hook-form";
import { FieldNotesProvider } from "@/components/forms/field-notes";
import { useFormChanges } from "@/components/forms/use-form-changes";
import type { SectionContents, SectionName } from "@/lib/features/plans/schema";
import type { Content, SaveState } from "./autosave";
import { ConflictView } from "./conflict-view";
import { formNameOf, goToField, pathOf } from "./field-address";
import { AlsoHere } from "./live-plan";
import { RequirementsPanel } from "./requirements-panel";
import { isTrouble } from "./save-line";
import { SectionAbout } from "./section-about";
import type { EditorContext } from "./section-view";
import { RequirementsSummary, StatusBar } from "./status-bar";
import { SteadyFocus } from "./steady-focus";
import { useFieldNotes } from "./use-field-notes";
import { type SensitiveField, useJudgement } from "./use-judgement";
import { useSectionForm } from "./use-section-form";

/** One section's form with everything around it: autosave, what is kept in the browser, both texts of a conflict,
 * the requirements judged while typing, red flags, and the warning before something is kept that never should be. */
export function SectionEditor<Section extends SectionName>({
  section,
  content: drawnContent,
  revision,
  context,
  children,
}: {
  section: Section;
  content: SectionContents[Section];
  revision: number;
  context: EditorContext;
  children: ReactNode;
}) {
  const { form, content, initial, confirmed, confirm, choose, take, touch, autosave } = useSectionForm({
    section,
    drawn: { revision, content: drawnContent as Content },
    context,
  });
  const { state, base, latest } = autosave;
  const { outcomes, redFlags, sensitive } = useJudgement(section, content, context);
  const open = sensitive.filter(({ match }) => !confirmed.has(match));
  const confirmAt = useCallback(
    (field: SensitiveField) => {
      confirm(field);
      // The button that was pressed goes away with its warning.
      document.getElementById(formNameOf(field.path, form.getValues()))?.focus({ preventScroll: true });
    },
    [confirm, form],
  );
  const notes = useFieldNotes({ content, sensitive: open, redFlags, onConfirm: confirmAt });
  const { hadTrouble, savedAt } = usePast(state);
  // The answer names who saved and no more; in one department a name is one person's.
  const isOwn = state.kind === "conflict" && state.theirs.editedByName === context.actorName;
  const conflict = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const path = decodeURIComponent(window.location.hash.slice(1));
    if (path) goToField(path, initial);
  }, [initial]);

  const go = (path: string) => goToField(path, form.getValues());
  const planHref = `/department/${context.departmentCode}/plans/${context.directiveCode}`;
  const goToTrouble = () => {
    if (state.kind === "held" && open[0]) go(open[0].path);
    if (state.kind === "failed") go(pathOf(state.field, form.getValues()));
    if (state.kind === "conflict") conflict.current?.focus();
  };
  return (
    <FormProvider {...form}>
      <FieldNotesProvider notes={notes}>
        <SteadyFocus above={state.kind === "conflict"}>
          {state.kind === "conflict" && (
            <ConflictView
              ref={conflict}
              base={base.current.content}
              mine={content}
              theirs={state.theirs}
              isOwn={isOwn}
              onChosen={(pick) => {
                take();
                const mine = latest.current ?? content;
                choose(
                  state.theirs,
                  pick({ base: base.current.content, mine, theirs: state.theirs.content }),
                );
              }}
            />
          )}
          <div className="grid gap-8 lg:grid-cols-[minmax(0,36rem)_minmax(16rem,1fr)]">
            <form
              aria-label="Your answers"
              onSubmit={(event) => event.preventDefault()}
              className="flex min-w-0 flex-col gap-8"
            >
              <Changes onChange={touch} />
              <AlsoHere
                departmentCode={context.departmentCode}
                directiveCode={context.directiveCode}
                section={section}
                actorId={context.actorId}
              />
              <RequirementsSummary outcomes={outcomes} />
              {children}
              <StatusBar
                state={state}
                isOwn={isOwn}
                hadTrouble={hadTrouble}
                returnTo={`${planHref}/${section}`}
                planHref={planHref}
                onGo={goToTrouble}
                outcomes={outcomes}
              />
            </form>
            <aside className="flex flex-col gap-6 lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto lg:pr-1">
              <SectionAbout context={context} section={section} savedAt={savedAt} />
              <RequirementsPanel
                requirements={context.requirements}
                outcomes={outcomes}
                redFlags={redFlags}
                onGo={go}
              />
            </aside>
          </div>
        </SteadyFocus>
      </FieldNotesProvider>
    </FormProvider>
  );
}

/** Stands within the form, whose changes it tells of. */
function Changes({ onChange }: { onChange: () => void }) {
  useFormChanges(onChange);
  return null;
}

/** What was true of the saving at some time since the page was opened. */
function usePast(state: SaveState): { hadTrouble: boolean; savedAt: string } {
  const [past, setPast] = useState({ hadTrouble: false, savedAt: "" });
  useEffect(() => {
    if (isTrouble(state)) setPast((before) => ({ ...before, hadTrouble: true }));
    if (state.kind === "saved") setPast((before) => ({ ...before, savedAt: state.at }));
  }, [state]);
  return past;
}
