"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";

/** One row of a repeating group: its title, its tools and, while it is open, its fields. */
export function RepeatingRow<R extends { id: string }>({
  id,
  path,
  noun,
  index,
  isLast,
  isFoldable,
  isOpen,
  titleOf,
  onToggle,
  onMove,
  onRemove,
  children,
}: {
  id: string;
  path: string;
  noun: string;
  index: number;
  isLast: boolean;
  isFoldable: boolean;
  isOpen: boolean;
  titleOf: (row: R, index: number) => string;
  onToggle: () => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  children: (path: string, index: number) => ReactNode;
}) {
  return (
    <li data-row-id={id} className="rounded-md border border-line bg-surface">
      <div className="flex flex-wrap items-center gap-1 px-3 py-1.5">
        {isFoldable ? (
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={onToggle}
            className="flex min-h-11 min-w-0 flex-1 cursor-pointer items-center gap-2 text-left font-medium"
          >
            <span aria-hidden="true" className={clsx("transition-transform", isOpen && "rotate-90")}>
              ▸
            </span>
            <RowTitle path={path} index={index} titleOf={titleOf} />
          </button>
        ) : (
          <span className="tabular flex-1 font-medium text-14 text-muted first-letter:uppercase">
            {noun} {index + 1}
          </span>
        )}
        <div className={clsx("flex items-center gap-1", !isOpen && "max-sm:hidden")}>
          <MoveButton noun={noun} index={index} way="up" isOff={index === 0} act={() => onMove(index - 1)} />
          <MoveButton noun={noun} index={index} way="down" isOff={isLast} act={() => onMove(index + 1)} />
          <Button variant="quiet" size="sm" aria-label={`Remove ${noun} ${index + 1}`} onClick={onRemove}>
            Remove
          </Button>
        </div>
      </div>
      {isOpen && <div className="flex flex-col gap-4 border-line border-t p-4">{children(path, index)}</div>}
    </li>
  );
}

function RowTitle<R>({
  path,
  index,
  titleOf,
}: {
  path: string;
  index: number;
  titleOf: (row: R, index: number) => string;
}) {
  const row = useWatch({ name: path }) as R | undefined;
  return <span className="min-w-0 sm:truncate">{row ? titleOf(row, index) : ""}</span>;
}

function MoveButton({
  noun,
  index,
  way,
  isOff,
  act,
}: {
  noun: string;
  index: number;
  way: "up" | "down";
  isOff: boolean;
  act: () => void;
}) {
  return (
    <Button
      variant="quiet"
      size="sm"
      data-move={way}
      aria-label={`Move ${noun} ${index + 1} ${way}`}
      aria-disabled={isOff}
      onClick={() => !isOff && act()}
      className={clsx("min-w-9 max-sm:min-w-11", isOff && "text-muted opacity-60")}
    >
      {way === "up" ? "↑" : "↓"}
    </Button>
  );
}
