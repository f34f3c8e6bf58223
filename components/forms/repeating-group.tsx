"use client";

import { Fragment, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { type FieldValues, useFieldArray, useFormContext } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { RepeatingRow, type RowAct } from "./repeating-row";

type Row = { id: string };
type Removed<R> = { readonly row: R; readonly index: number; readonly title: string };

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
  empty = "None listed yet.",
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
  empty?: string;
}) {
  const { control, getValues } = useFormContext<FieldValues>();
  const { fields, append, remove, insert, move } = useFieldArray({ control, name, keyName: "key" });
  const [openIds, setOpenIds] = useState<ReadonlySet<string>>(new Set());
  const [removed, setRemoved] = useState<Removed<R> | null>(null);
  const [announcement, setAnnouncement] = useState("");
  const [query, setQuery] = useState("");
  const group = useRef<HTMLFieldSetElement>(null);
  const rowAt = (index: number) => (getValues(`${name}.${index}`) ?? {}) as R;
  const isFound = (index: number) => {
    const wanted = query.trim().toLowerCase();
    return !wanted || titleOf(rowAt(index), index).toLowerCase().includes(wanted);
  };
  const found = query.trim() ? fields.filter((_, index) => isFound(index)).length : fields.length;

  useEffect(() => {
    const reveal = (event: Event) => {
      const path = (event as CustomEvent<string>).detail.split(".");
      const rows = (getValues(name) ?? []) as R[];
      const row = rows.find((one) => path.includes(one.id));
      if (!row) return;
      setQuery("");
      setOpenIds((ids) => new Set(ids).add(row.id));
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
  /** Puts the focus on the first of these that is there once the list is drawn anew. */
  const focusOn = (...selectors: readonly string[]) =>
    requestAnimationFrame(() => {
      for (const selector of selectors) {
        const target = group.current?.querySelector<HTMLElement>(selector);
        if (!target) continue;
        target.focus();
        return;
      }
    });
  const inRow = (id: string, what: string) => `[data-row-id="${id}"] ${what}`;
  const firstField = (id: string) => inRow(id, ":is(input, textarea, select):not([type='search'])");
  const add = () => {
    const row = createRow();
    append(row as never, { shouldFocus: false });
    setQuery("");
    setRemoved(null);
    setOpenIds((ids) => new Set(ids).add(row.id));
    setAnnouncement(`${capital(noun)} ${fields.length + 1} added`);
    focusOn(firstField(row.id), inRow(row.id, "button"));
  };
  const take = (index: number) => {
    const row = rowAt(index);
    setRemoved({ row, index, title: titleOf(row, index) });
    remove(index);
    setAnnouncement(`${capital(noun)} ${index + 1} removed. Undo is next.`);
    focusOn(":scope > ol > li > [data-undo]");
  };
  const undo = () => {
    if (!removed) return;
    insert(removed.index, removed.row as never, { shouldFocus: false });
    setRemoved(null);
    setAnnouncement(`${capital(noun)} ${removed.index + 1} is back`);
    focusOn(firstField(removed.row.id), inRow(removed.row.id, "button"));
  };
  const dismiss = () => {
    const next = fields[removed?.index ?? 0] ?? fields.at(-1);
    setRemoved(null);
    // react-hook-form types a field array's rows by their key alone, whatever they hold.
    if (next) focusOn(inRow((next as unknown as R).id, "button"), ":scope > div > [data-add]");
    else focusOn(":scope > div > [data-add]");
  };
  const shift = (from: number, to: number) => {
    const { id } = rowAt(from);
    const way = to < from ? "up" : "down";
    move(from, to);
    setRemoved(null);
    setAnnouncement(`${capital(noun)} moved to place ${to + 1} of ${fields.length}`);
    // The row is put elsewhere in the page, and its button loses the focus on the way.
    focusOn(
      inRow(id, `> div [data-move="${way}"]:not([aria-disabled="true"])`),
      inRow(id, "> div [data-move]:not([aria-disabled='true'])"),
    );
  };

  const acts = useRef<(act: RowAct) => void>(() => {});
  acts.current = (act) => {
    if (act.kind === "toggle") toggle(act.id);
    else if (act.kind === "move") shift(act.from, act.to);
    else take(act.index);
  };
  const onAct = useCallback((act: RowAct) => acts.current(act), []);

  const undoLine = removed && (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-line border-dashed bg-sunken px-3 py-1 text-14">
      <span className="min-w-0">Removed: {removed.title}</span>
      <Button variant="quiet" size="sm" data-undo onClick={undo}>
        Undo
      </Button>
      <Button variant="quiet" size="sm" onClick={dismiss} className="ml-auto">
        Dismiss
      </Button>
    </li>
  );
  return (
    <fieldset ref={group} id={name} tabIndex={-1} className="flex min-w-0 flex-col gap-3">
      <legend className="mb-2 font-semibold text-18">{label}</legend>
      {fields.length === 0 && !removed && <p className="text-muted">{empty}</p>}
      {fields.length >= findableFrom && (
        <div className="flex flex-wrap items-end gap-x-4 gap-y-1">
          <label className="flex w-full max-w-xs flex-col gap-1 text-14">
            Find in this list
            <input
              type="search"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              autoComplete="off"
              className="w-full"
            />
          </label>
          <p role="status" className="tabular pb-2 text-14 text-muted">
            {query.trim()
              ? `${found.toLocaleString("en-US")} of ${fields.length.toLocaleString("en-US")}`
              : fields.length.toLocaleString("en-US")}
          </p>
        </div>
      )}
      {query.trim() && found === 0 && <p className="text-muted">Nothing here matches “{query.trim()}”.</p>}
      {(fields.length > 0 || removed) && (
        <ol className="flex flex-col gap-2">
          {fields.map((field, index) => {
            const { id } = field as unknown as R;
            return (
              <Fragment key={field.key}>
                {removed?.index === index && undoLine}
                {isFound(index) && (
                  <RepeatingRow
                    id={id}
                    path={`${name}.${index}`}
                    noun={noun}
                    index={index}
                    isLast={index === fields.length - 1}
                    isFoldable={!areRowsOpen}
                    isOpen={areRowsOpen || openIds.has(id)}
                    titleOf={titleOf}
                    onAct={onAct}
                  >
                    {children}
                  </RepeatingRow>
                )}
              </Fragment>
            );
          })}
          {removed && removed.index >= fields.length && undoLine}
        </ol>
      )}
      <p className="sr-only" aria-live="polite">
        {announcement}
      </p>
      <div>
        <Button variant="secondary" data-add onClick={add}>
          Add {noun}
        </Button>
      </div>
    </fieldset>
  );
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
