"use client";

import clsx from "clsx";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { type FieldValues, useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";

type Row = { id: string };

/** From this many rows on, a list has a box to find one in. */
const findableFrom = 12;

/**
 * A list of rows that are added, removed (with undo), reordered and collapsed, by mouse or keyboard. Only open rows
 * render their fields, so that three hundred stay quick. `portal:reveal` events name a row to open by its id.
 */
export function RepeatingGroup<R extends Row>({
  name,
  label,
  noun,
  titleOf,
  createRow,
  children,
  areRowsOpen = false,
}: {
  name: string;
  label: string;
  /** "facility": what one row is called. */
  noun: string;
  titleOf: (row: R, index: number) => string;
  createRow: () => R;
  children: (path: string, index: number) => ReactNode;
  /** Short rows that are always open, such as steps. */
  areRowsOpen?: boolean;
}) {
  const { control, getValues } = useFormContext<FieldValues>();
  const { fields, append, remove, insert, move } = useFieldArray({ control, name, keyName: "key" });
  const [openIds, setOpenIds] = useState<ReadonlySet<string>>(new Set());
  const [removed, setRemoved] = useState<{ row: R; index: number } | null>(null);
  const [announcement, setAnnouncement] = useState("");
  const [query, setQuery] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const matches = (index: number) => {
    const wanted = query.trim().toLowerCase();
    return (
      !wanted ||
      titleOf(getValues(`${name}.${index}`) as R, index)
        .toLowerCase()
        .includes(wanted)
    );
  };

  useEffect(() => {
    const reveal = (event: Event) => {
      const path = (event as CustomEvent<string>).detail;
      const rows = (getValues(name) ?? []) as R[];
      const row = rows.find((one) => path.split(".").includes(one.id));
      if (row) setOpenIds((ids) => new Set(ids).add(row.id));
    };
    window.addEventListener("portal:reveal", reveal);
    return () => window.removeEventListener("portal:reveal", reveal);
  }, [getValues, name]);

  const toggle = (id: string) =>
    setOpenIds((ids) => {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const focusRow = (id: string) =>
    requestAnimationFrame(() => {
      const target = list.current?.querySelector<HTMLElement>(
        `[data-row-id="${id}"] :is(input, textarea, select, button)`,
      );
      target?.focus();
    });
  const add = () => {
    const row = createRow();
    append(row as never, { shouldFocus: false });
    setOpenIds((ids) => new Set(ids).add(row.id));
    setAnnouncement(`${noun} added`);
    focusRow(row.id);
  };
  const take = (index: number) => {
    const row = (getValues(`${name}.${index}`) ?? {}) as R;
    remove(index);
    setRemoved({ row, index });
    setAnnouncement(`${noun} removed`);
  };
  const undo = () => {
    if (!removed) return;
    insert(removed.index, removed.row as never, { shouldFocus: false });
    setRemoved(null);
    setAnnouncement(`${noun} is back`);
    focusRow(removed.row.id);
  };
  const shift = (from: number, to: number) => {
    move(from, to);
    setAnnouncement(`${noun} moved to place ${to + 1} of ${fields.length}`);
  };

  return (
    <fieldset id={name} tabIndex={-1} className="flex flex-col gap-3">
      <legend className="mb-2 font-semibold text-18">{label}</legend>
      {fields.length === 0 && <p className="text-muted">None listed yet.</p>}
      {fields.length >= findableFrom && (
        <label className="flex max-w-xs flex-col gap-1 text-14">
          Find in this list
          <input
            type="search"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            autoComplete="off"
            className="w-full"
          />
        </label>
      )}
      <ol ref={list} className="flex flex-col gap-2">
        {fields.map((field, index) => {
          if (!matches(index)) return null;
          const { id } = field as unknown as R;
          const isOpen = areRowsOpen || openIds.has(id);
          const path = `${name}.${index}`;
          return (
            <li key={field.key} data-row-id={id} className="rounded-md border border-line bg-surface">
              <div className="flex flex-wrap items-center gap-1 px-3 py-1.5">
                {areRowsOpen ? (
                  <span className="flex-1 font-medium text-14 text-muted">
                    {noun} {index + 1}
                  </span>
                ) : (
                  <button
                    type="button"
                    aria-expanded={isOpen}
                    onClick={() => toggle(id)}
                    className="flex min-h-11 min-w-0 flex-1 cursor-pointer items-center gap-2 text-left font-medium"
                  >
                    <span aria-hidden="true">{isOpen ? "▾" : "▸"}</span>
                    <RowTitle path={path} index={index} titleOf={titleOf} />
                  </button>
                )}
                <div className={clsx("flex items-center gap-1", !isOpen && "max-sm:hidden")}>
                  <RowButton
                    label={`Move ${noun} ${index + 1} up`}
                    mark="↑"
                    isOff={index === 0}
                    act={() => shift(index, index - 1)}
                  />
                  <RowButton
                    label={`Move ${noun} ${index + 1} down`}
                    mark="↓"
                    isOff={index === fields.length - 1}
                    act={() => shift(index, index + 1)}
                  />
                  <Button
                    variant="quiet"
                    size="sm"
                    aria-label={`Remove ${noun} ${index + 1}`}
                    onClick={() => take(index)}
                  >
                    Remove
                  </Button>
                </div>
              </div>
              {isOpen && (
                <div className="flex flex-col gap-4 border-line border-t p-4">{children(path, index)}</div>
              )}
            </li>
          );
        })}
      </ol>
      {removed && (
        <p className="flex items-center gap-3 rounded-md bg-sunken px-3 py-1">
          Removed.
          <Button variant="quiet" size="sm" onClick={undo}>
            Undo
          </Button>
        </p>
      )}
      <p className="sr-only" aria-live="polite">
        {announcement}
      </p>
      <div>
        <Button variant="secondary" onClick={add}>
          Add {noun}
        </Button>
      </div>
    </fieldset>
  );
}

function RowTitle<R extends Row>({
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

function RowButton({
  label,
  mark,
  isOff,
  act,
}: {
  label: string;
  mark: string;
  isOff: boolean;
  act: () => void;
}) {
  return (
    <Button
      variant="quiet"
      size="sm"
      aria-label={label}
      aria-disabled={isOff}
      onClick={() => !isOff && act()}
      className={isOff ? "opacity-40" : ""}
    >
      {mark}
    </Button>
  );
}
