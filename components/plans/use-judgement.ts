"use client";

import { useDeferredValue, useMemo } from "react";
import { deriveFacts, evaluateSection } from "@/lib/features/plans/completeness";
import { findRedFlags, flagsIn, visitTexts } from "@/lib/features/plans/red-flags";
import type { SectionContents, SectionName } from "@/lib/features/plans/schema";
import { findSensitiveText, type SensitiveFinding } from "@/lib/kernel/sensitive-text";
import type { Content } from "./autosave";
import type { EditorContext } from "./section-view";

export type SensitiveField = SensitiveFinding & { readonly path: string };

/** "A1234567": what is shorter cannot be a number that is meant. */
const shortestSensitive = 7;

/** Remembers what was said of a text: of three hundred facilities one changes at a time. */
function remember<Said>(judge: (text: string) => Said): (text: string) => Said {
  const known = new Map<string, Said>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size > 10_000) known.clear();
    const said = judge(text);
    known.set(text, said);
    return said;
  };
}

const sensitiveInText = remember(findSensitiveText);
const redFlagsInText = remember((text) => flagsIn(text));

/** Every place of a text that looks as if it held what is never kept here, once a match. */
export function sensitiveIn(content: Content): SensitiveField[] {
  const found = new Map<string, SensitiveField>();
  visitTexts(content, (text, keys) => {
    if (text.length < shortestSensitive) return;
    for (const finding of sensitiveInText(text)) {
      const path = keys.join(".");
      found.set(`${path} ${finding.match}`, { ...finding, path });
    }
  });
  return [...found.values()];
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
  const redFlags = useMemo(() => findRedFlags(section, deferred, redFlagsInText), [section, deferred]);
  const sensitive = useMemo(() => sensitiveIn(deferred as Content), [deferred]);
  return { outcomes, redFlags, sensitive };
}
