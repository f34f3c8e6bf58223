"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type ReactNode, useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { type FieldValues, FormProvider, type Resolver, useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { deriveFacts, evaluateSection } from "@/lib/features/plans/completeness";
import { findRedFlags, textsIn } from "@/lib/features/plans/red-flags";
import { type SectionContents, type SectionName, sectionSchemas } from "@/lib/features/plans/schema";
import { findSensitiveText } from "@/lib/kernel/sensitive-text";
import { type Content, resume } from "./autosave";
import { ConflictView } from "./conflict-view";
import { goToField } from "./field-address";
import { draftKey, findDraft } from "./kept-draft";
import { RequirementsPanel } from "./requirements-panel";
import { SaveLine } from "./save-line";
import type { EditorContext } from "./section-view";
import { newestOf, useAutosave } from "./use-autosave";

/** One section's form with everything around it: autosave, what is kept in the browser, both texts of a conflict,
 * the requirements judged while typing, red flags, and the warning before something is kept that never should be. */
export function SectionEditor<Section extends SectionName>({
  section,
  content: drawnContent,
  revision: drawnRevision,
  context,
  children,
  aside,
}: {
  section: Section;
  content: SectionContents[Section];
  revision: number;
  context: EditorContext;
  children: ReactNode;
  aside: ReactNode;
}) {
  const path = `/department/${context.departmentCode}/plans/${context.directiveCode}/${section}`;
  const url = `/api/departments/${context.departmentCode}/plans/${context.directiveCode}/sections/${section}`;
  const [{ revision, content: initial }] = useState(() =>
    newestOf(url, { revision: drawnRevision, content: drawnContent as Content }),
  );
  const storageKey = draftKey({
    personId: context.actorId,
    departmentCode: context.departmentCode,
    directiveCode: context.directiveCode,
    section,
  });
  const form = useForm<FieldValues>({
    defaultValues: initial,
    resolver: zodResolver(sectionSchemas[section] as never) as unknown as Resolver<FieldValues>,
    mode: "onChange",
  });
  const [content, setContent] = useState<Content>(initial);
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const isHeld = useCallback(
    (text: Content) => sensitiveIn(text).some((finding) => !confirmed.has(finding.match)),
    [confirmed],
  );
  const autosave = useAutosave({ url, storageKey, initial: { revision, content: initial }, isHeld });
  const { change, send, settle, compare, state, base, latest } = autosave;

  useEffect(() => {
    const subscription = form.watch(() => {
      // A copy: the form goes on changing its own.
      const text = structuredClone(form.getValues()) as Content;
      setContent(text);
      if (context.mayEdit) change(text);
    });
    return () => subscription.unsubscribe();
  }, [form, change, context.mayEdit]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept is taken up once, when the page opens.
  useEffect(() => {
    if (!context.mayEdit) return;
    const kept = findDraft(window.localStorage, storageKey);
    const next = resume(kept, { revision });
    if (!kept || next === "nothing") return;
    if (next === "send") form.reset(kept.content);
    setContent(kept.content);
    if (next === "send") change(kept.content);
    else
      compare(
        { kind: "conflict", theirs: { content: initial, revision, editedByName: "", editedAt: null } },
        { base: kept.base, content: kept.content },
      );
  }, []);

  useEffect(() => {
    const path = decodeURIComponent(window.location.hash.slice(1));
    if (path) goToField(path, initial);
  }, [initial]);

  const deferred = useDeferredValue(content) as SectionContents[Section];
  const outcomes = useMemo(
    () =>
      evaluateSection({
        section,
        content: deferred,
        requirements: context.requirements,
        designations: context.designations,
        directivesInForce: context.directivesInForce,
        today: context.today,
        facts: { ...context.facts, ...deriveFacts(section, deferred) },
      }),
    [section, deferred, context],
  );
  const redFlags = useMemo(() => findRedFlags(section, deferred), [section, deferred]);
  const sensitive = useMemo(
    () => sensitiveIn(deferred as Content).filter((finding) => !confirmed.has(finding.match)),
    [deferred, confirmed],
  );

  useEffect(() => {
    if (confirmed.size > 0) void send();
  }, [confirmed, send]);

  if (state.kind === "conflict") {
    return (
      <ConflictView
        base={base.current.content}
        mine={latest.current ?? content}
        theirs={state.theirs}
        onChosen={(chosen) => {
          form.reset(chosen);
          setContent(chosen);
          settle({ revision: state.theirs.revision, content: state.theirs.content }, chosen);
        }}
      />
    );
  }
  return (
    <FormProvider {...form}>
      <div className="grid gap-8 lg:grid-cols-[minmax(0,36rem)_minmax(16rem,1fr)]">
        <form onSubmit={(event) => event.preventDefault()} className="flex min-w-0 flex-col gap-8">
          {context.mayEdit && sensitive.length > 0 && (
            <Notice
              tone="late"
              role="alert"
              title="This is not saved yet: it looks like something that is never kept here"
            >
              {sensitive.map((finding) => (
                <p key={finding.match}>
                  “{finding.match}”: {finding.why}
                </p>
              ))}
              <p>
                <Button
                  variant="secondary"
                  size="sm"
                  onClick={() =>
                    setConfirmed(new Set([...confirmed, ...sensitive.map((finding) => finding.match)]))
                  }
                >
                  It is none of these: save it
                </Button>
              </p>
            </Notice>
          )}
          {redFlags.map((flag) => (
            <Notice key={`${flag.kind}${flag.path}`} tone="attention" title={flag.why}>
              <p>
                <a
                  href={`#${flag.path}`}
                  onClick={(event) => {
                    event.preventDefault();
                    goToField(flag.path, content);
                  }}
                >
                  “{flag.excerpt}”
                </a>
              </p>
            </Notice>
          ))}
          <fieldset disabled={!context.mayEdit} className="flex min-w-0 flex-col gap-8">
            <legend className="sr-only">Your answers</legend>
            {children}
          </fieldset>
          {context.mayEdit && <SaveLine state={state} returnTo={path} />}
        </form>
        <aside
          className="flex flex-col gap-6 lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto lg:pr-1"
          tabIndex={-1}
        >
          {aside}
          <RequirementsPanel requirements={context.requirements} outcomes={outcomes} content={content} />
        </aside>
      </div>
    </FormProvider>
  );
}

function sensitiveIn(content: Content) {
  return [...textsIn(content)].flatMap(({ text }) => findSensitiveText(text));
}
