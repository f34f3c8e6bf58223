"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { useNews, useWatch } from "@/components/live/live";
import { useRefreshSoon } from "@/components/live/use-refresh-soon";
import type { SectionName } from "@/lib/features/plans/schema";
import type { PresenceNews } from "@/lib/features/plans/types";
import { presentWords } from "./present-words";

type Present = PresenceNews["present"];
const PresentContext = createContext<Present>([]);

/** Keeps a plan's page in step with the plan, and knows which of the reader's colleagues has which section open. */
export function LivePlan({
  departmentCode,
  directiveCode,
  actorId,
  readAt,
  children,
}: {
  departmentCode: string;
  directiveCode: string;
  actorId: string;
  /** When the server read what the page shows. */
  readAt: string;
  children: ReactNode;
}) {
  const [present, setPresent] = useState<Present>([]);
  const refreshSoon = useRefreshSoon();
  useWatch({ plan: departmentCode, directive: directiveCode, read: readAt });
  useNews("plan", refreshSoon);
  useNews("reset", refreshSoon);
  useNews("presence", (news) => setPresent(news.present.filter(({ personId }) => personId !== actorId)));
  return <PresentContext value={present}>{children}</PresentContext>;
}

/** Who else has a section open now, beside its row. */
export function PresentIn({ section, label }: { section: SectionName; label: string }) {
  const names = useContext(PresentContext).flatMap((one) => (one.section === section ? [one.name] : []));
  if (names.length === 0) return null;
  return (
    <p className="comes-in text-14 text-waiting">
      <span aria-hidden="true">◐ </span>
      {presentWords(names, `in ${label} now`)}
    </p>
  );
}

/**
 * Makes the writer present in the section that they have open, and names who else is there. The line is kept free, so
 * that nothing moves under their hands; the section itself is never drawn anew.
 */
export function AlsoHere({
  departmentCode,
  directiveCode,
  section,
  actorId,
}: {
  departmentCode: string;
  directiveCode: string;
  section: SectionName;
  actorId: string;
}) {
  const [present, setPresent] = useState<Present>([]);
  useWatch({ plan: departmentCode, directive: directiveCode, section });
  useNews("presence", (news) => setPresent(news.present));
  const names = present.flatMap((one) =>
    one.section === section && one.personId !== actorId ? [one.name] : [],
  );
  return (
    <p aria-live="polite" className="print-hidden -mt-3 -mb-5 min-h-6 text-14 text-waiting">
      {names.length > 0 && (
        <>
          <span aria-hidden="true">◐ </span>
          {presentWords(names, "also in this section")}
        </>
      )}
    </p>
  );
}
