"use client";

import { Button } from "@/components/ui/button";

/** Fills in our own suggestion, which stays marked as one until somebody adapts it. */
export function ModelTextButton({ about, onFill }: { about: string; onFill: () => void }) {
  return (
    <Button variant="secondary" size="sm" onClick={onFill}>
      Start from model text<span className="sr-only"> for {about}</span>
    </Button>
  );
}
