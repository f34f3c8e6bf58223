"use client";

import { useDeferredValue, useMemo } from "react";
import { deriveFacts, evaluateSection } from "@/lib/features/plans/completeness";
import { findRedFlags, textsIn } from "@/lib/features/plans/red-flags";
import type { SectionContents, SectionName } from "@/lib/features/plans/schema";
import { findSensitiveText, type SensitiveFinding } from "@/lib/kernel/sensitive-text";
import type { Content } from "./autosave";
import type { EditorContext } from "./section-view";

export type SensitiveField = SensitiveFinding & { readonly path: string };

/** Every place of a text that looks as if it held what is never kept here. */
export function sensitiveIn(content: Content): SensitiveField[] {
  const found = [...textsIn(content)].flatMap(({ path, text }) =>
    findSensitiveText(text).map((finding) => ({ ...finding, path })),
  );
  return [...new Map(found.map((one) => [`${one.path} ${one.match}`, one])).values()];
}

/** What the server would say of a text that is being typed, by the same functions, a moment behind the keys. */
export function useJudgement<Section extends SectionName>(
  section: Section,
  content: Content,
  context: EditorContext,
) {
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
  const sensitive = useMemo(() => sensitiveIn(deferred as Content), [deferred]);
  return { outcomes, redFlags, sensitive };
}
