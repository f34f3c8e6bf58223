"use client";

import { useEffect, useState } from "react";
import { draftKey, findDraft } from "./kept-draft";

/** Says that this device still holds text which the plan, as it stands, does not take. Nothing where there is none. */
export function KeptText(of: {
  personId: string;
  departmentCode: string;
  directiveCode: string;
  section: string;
}) {
  const key = draftKey(of);
  const [isKept, setIsKept] = useState(false);
  useEffect(() => setIsKept(findDraft(window.localStorage, key) !== null), [key]);
  if (!isKept) return null;
  return (
    <p>
      What you typed here last did not reach the server. It is kept on this device, and comes back into the
      form as soon as the plan can be changed again.
    </p>
  );
}
