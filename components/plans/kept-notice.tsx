"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { type SectionName, sectionLabels, sectionNames } from "@/lib/features/plans/schema";
import { draftKey, findDraft } from "./kept-draft";

/** Says that this device holds text of the plan which the server does not have, and where it is sent from. */
export function KeptNotice({
  personId,
  departmentCode,
  directiveCode,
}: {
  personId: string;
  departmentCode: string;
  directiveCode: string;
}) {
  const [kept, setKept] = useState<readonly SectionName[]>([]);
  useEffect(() => {
    const isKept = (section: SectionName) =>
      findDraft(window.localStorage, draftKey({ personId, departmentCode, directiveCode, section })) !== null;
    setKept(sectionNames.filter(isKept));
  }, [personId, departmentCode, directiveCode]);
  if (kept.length === 0) return null;
  return (
    <Notice tone="attention" title="This device holds text that has not reached the server">
      <p>Open the section, and it is sent:</p>
      <ul className="list-disc pl-5">
        {kept.map((section) => (
          <li key={section}>
            <Link href={`/department/${departmentCode}/plans/${directiveCode}/${section}`}>
              {sectionLabels[section]}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
