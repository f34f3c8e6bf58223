"use client";

import clsx from "clsx";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { StatusTag } from "@/components/ui/status-tag";
import type { RequirementOutcome } from "@/lib/features/plans/completeness";
import type { RedFlag } from "@/lib/features/plans/red-flags";
import type { RequirementText } from "@/lib/features/plans/types";
import { outcomeTag, shareOf } from "./outcome-words";

const openEvent = "portal:requirements";

export function openRequirements(): void {
  window.dispatchEvent(new Event(openEvent));
}

/**
 * What the section must show, judged as it is typed. Each open item leads to the field that mends it. Stands beside
 * the form on a desk and after it on a phone, where it can also be laid over the form. Without `onGo` it is read only.
 */
export function RequirementsPanel({
  requirements,
  outcomes,
  redFlags = [],
  onGo,
}: {
  requirements: readonly RequirementText[];
  outcomes: readonly RequirementOutcome[];
  redFlags?: readonly RedFlag[];
  onGo?: (path: string) => void;
}) {
  const [isLaidOver, setIsLaidOver] = useState(false);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const open = () => {
      setIsLaidOver(true);
      requestAnimationFrame(() => panel.current?.focus());
    };
    window.addEventListener(openEvent, open);
    return () => window.removeEventListener(openEvent, open);
  }, []);
  const { met, total } = shareOf(outcomes);
  const close = () => {
    setIsLaidOver(false);
    document.querySelector<HTMLElement>("[aria-label^='What this section must show:']")?.focus();
  };
  const go = (path: string) => {
    setIsLaidOver(false);
    onGo?.(path);
  };
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-labelledby="requirements-heading"
      onKeyDown={(event) => event.key === "Escape" && isLaidOver && close()}
      className={clsx(
        "print-hidden flex flex-col gap-3",
        isLaidOver &&
          "max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-20 max-lg:max-h-[80dvh] max-lg:overflow-y-auto max-lg:overscroll-contain max-lg:border-strong max-lg:border-t max-lg:bg-paper max-lg:p-4 max-lg:shadow-2xl",
      )}
    >
      <div className="flex items-center justify-between gap-3">
        <h2 id="requirements-heading" className="text-18">
          What this section must show
        </h2>
        {isLaidOver && (
          <Button variant="secondary" size="sm" onClick={close} className="lg:hidden">
            Close
          </Button>
        )}
      </div>
      <p className="tabular text-14 text-muted">
        {met} of {total} required items met
      </p>
      <ul className="flex flex-col gap-2">
        {outcomes.map((outcome) => (
          <Item
            key={outcome.code}
            outcome={outcome}
            text={requirements.find((one) => one.code === outcome.code)?.text ?? ""}
            {...(onGo && { onGo: go })}
          />
        ))}
      </ul>
      {redFlags.length > 0 && onGo && (
        <div className="flex flex-col gap-1">
          <h3 className="text-16">Clauses that a reviewer will question</h3>
          <ul className="list-disc pl-5 text-14">
            {redFlags.map((flag) => (
              <li key={`${flag.kind}${flag.path}`}>
                <FieldLink path={flag.path} onGo={go}>{`“${flag.excerpt}”`}</FieldLink>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function Item({
  outcome,
  text,
  onGo,
}: {
  outcome: RequirementOutcome;
  text: string;
  onGo?: (path: string) => void;
}) {
  const tag = outcomeTag(outcome);
  const [path] = outcome.paths;
  return (
    <li className="rounded-md border border-line bg-surface p-3">
      <div className="flex items-start justify-between gap-2">
        <span className="tabular text-13 text-muted">{outcome.code}</span>
        <StatusTag tone={tag.tone}>{tag.label}</StatusTag>
      </div>
      <p className="mt-1 text-14">{text}</p>
      {outcome.state === "not_yet" && path && onGo ? (
        <FieldLink path={path} onGo={onGo}>
          {outcome.why}
        </FieldLink>
      ) : (
        <p className="mt-1 text-14 text-muted">{outcome.why}</p>
      )}
    </li>
  );
}

function FieldLink({
  path,
  onGo,
  children,
}: {
  path: string;
  onGo: (path: string) => void;
  children: string;
}) {
  return (
    <a
      href={`#${path}`}
      className="mt-1 inline-flex items-center text-14 max-lg:min-h-11"
      onClick={(event) => {
        event.preventDefault();
        onGo(path);
      }}
    >
      {children}
    </a>
  );
}
