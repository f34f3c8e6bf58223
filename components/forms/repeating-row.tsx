"use client";

import clsx from "clsx";
import { memo, type ReactNode, useReducer, useRef } from "react";
import { useFormContext } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { useFormChanges } from "./use-form-changes";

export type RowAct =
  | { readonly kind: "toggle"; readonly id: string }
  | { readonly kind: "move"; readonly from: number; readonly to: number }
  | { readonly kind: "remove"; readonly index: number };

/**
 * One row of a repeating group: its title, its tools and, while it is open, its fields. Drawn anew only when something
 * of its own has changed.
 */
export const RepeatingRow = memo(RepeatingRowOnce) as typeof RepeatingRowOnce;

function RepeatingRowOnce<R extends { id: string }>({
  id,
  path,
  noun,
  index,
  isLast,
  isFoldable,
  isOpen,
  titleOf,
  onAct,
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
  onAct: (act: RowAct) => void;
  children: (path: string, index: number) => ReactNode;
}) {
  return (
    <li
      data-row-id={id}
      className={clsx(
        "rounded-md border border-line bg-surface",
        // Closed rows out of sight are neither laid out nor painted.
        !isOpen && "[contain-intrinsic-size:auto_3.75rem] [content-visibility:auto]",
      )}
    >
      <div className="flex flex-wrap items-center gap-1 px-3 py-1.5">
        {isFoldable ? (
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => onAct({ kind: "toggle", id })}
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
        <div
          className={clsx(
            "flex items-center gap-1",
            isOpen ? isFoldable && "max-sm:basis-full max-sm:justify-end" : "max-sm:hidden",
          )}
        >
          {isFoldable ? (
            <TitledTools index={index} path={path} isLast={isLast} titleOf={titleOf} onAct={onAct} />
          ) : (
            <Tools index={index} name={`${noun} ${index + 1}`} isLast={isLast} onAct={onAct} />
          )}
        </div>
      </div>
      {isOpen && <div className="flex flex-col gap-4 border-line border-t p-4">{children(path, index)}</div>}
    </li>
  );
}

type Titled<R> = { path: string; index: number; titleOf: (row: R, index: number) => string };

/** The title as the row stands; of an open row it follows what is typed. */
function useRowTitle<R>({ path, index, titleOf }: Titled<R>): string {
  const { getValues } = useFormContext();
  const [, drawAnew] = useReducer((times: number) => times + 1, 0);
  const title = titleOf((getValues(path) ?? {}) as R, index);
  const shown = useRef(title);
  shown.current = title;
  useFormChanges((name) => {
    if (!name.startsWith(path) && !path.startsWith(name)) return;
    if (titleOf((getValues(path) ?? {}) as R, index) !== shown.current) drawAnew();
  });
  return title;
}

function RowTitle<R>(row: Titled<R>) {
  return <span className="min-w-0 sm:truncate">{useRowTitle(row)}</span>;
}

type ToolsOfRow = { index: number; isLast: boolean; onAct: (act: RowAct) => void };

/** Named by what the title beside them begins with; what follows its dot describes the row. */
function TitledTools<R>({ path, titleOf, ...tools }: ToolsOfRow & Titled<R>) {
  const [name = ""] = useRowTitle({ path, index: tools.index, titleOf }).split(" · ");
  return <Tools {...tools} name={name} />;
}

function Tools({ index, name, isLast, onAct }: ToolsOfRow & { name: string }) {
  return (
    <>
      <MoveButton
        name={name}
        way="up"
        isOff={index === 0}
        act={() => onAct({ kind: "move", from: index, to: index - 1 })}
      />
      <MoveButton
        name={name}
        way="down"
        isOff={isLast}
        act={() => onAct({ kind: "move", from: index, to: index + 1 })}
      />
      <Button
        variant="quiet"
        size="sm"
        aria-label={`Remove ${name}`}
        onClick={() => onAct({ kind: "remove", index })}
      >
        Remove
      </Button>
    </>
  );
}

function MoveButton({
  name,
  way,
  isOff,
  act,
}: {
  name: string;
  way: "up" | "down";
  isOff: boolean;
  act: () => void;
}) {
  return (
    <Button
      variant="quiet"
      size="sm"
      data-move={way}
      aria-label={`Move ${name} ${way}`}
      aria-disabled={isOff}
      onClick={() => !isOff && act()}
      className={clsx("min-w-9 max-sm:min-w-11", isOff && "text-muted opacity-60")}
    >
      {way === "up" ? "↑" : "↓"}
    </Button>
  );
}
