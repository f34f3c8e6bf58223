"use client";

import { useEffect, useState } from "react";
import { listKeptSections } from "@/components/plans/kept-draft";

/** For who was signed out while writing: what they typed waits here. Says nothing where nothing does. */
export function KeptWords() {
  const [isKept, setIsKept] = useState(false);
  useEffect(() => setIsKept(listKeptSections(window.localStorage).length > 0), []);
  return isKept && " What you typed before is kept on this device.";
}
