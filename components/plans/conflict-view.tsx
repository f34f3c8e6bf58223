"use client";

import { type Ref, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import {
  applyChoices,
  compareContents,
  type FieldConflict,
  type Side,
  suggestedSide,
} from "@/lib/features/plans/merge";
import { formatDateTime } from "@/lib/kernel/format-date";
import type { Content, Stale } from "./autosave";
import { describeField, describeOrder, describeValue } from "./field-words";

type Names = Readonly<Record<Side, string>>;
type Texts = { base: Content; mine: Content; theirs: Content };

/**
 * Both texts of every field that differs, to choose from, above the form, which can be written in meanwhile. Nothing
 * of either is lost until the choice is made. `onChosen` is given how to make one text of three, so that what was
 * typed last is in it.
 */
export function ConflictView({
  base,
  mine,
  theirs,
  isOwn,
  onChosen,
  ref,
}: {
  base: Content;
  mine: Content;
  theirs: Stale;
  /** Both texts are the reader's: the other was saved in another tab or on another device. */
  isOwn: boolean;
  onChosen: (pick: (texts: Texts) => Content) => void;
  ref: Ref<HTMLDivElement>;
}) {
  const conflicts = useMemo(
    () => compareContents({ base, mine, theirs: theirs.content }),
    [base, mine, theirs.content],
  );
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const sideOf = (conflict: FieldConflict) => choices[conflict.path] ?? suggestedSide(conflict);
  const chooseAll = (side: Side) =>
    setChoices(Object.fromEntries(conflicts.map((conflict) => [conflict.path, side])));
  const names: Names = isOwn
    ? { mine: "In this tab", theirs: "Saved" }
    : { mine: "Mine", theirs: theirs.editedByName || "Somebody else" };
  const both = conflicts.filter((conflict) => conflict.changedBy === "both").length;
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-labelledby="conflict-heading"
      className="flex max-w-4xl flex-col gap-4"
    >
      <Notice
        tone="attention"
        role="alert"
        title={
          <span id="conflict-heading">
            {isOwn
              ? "You saved this section in another tab or on another device"
              : `${names.theirs} saved this section while you were writing`}
          </span>
        }
      >
        <p>
          {theirs.editedAt && `Saved ${formatDateTime(theirs.editedAt)}. `}
          Both texts are below. Choose one for each field; nothing is lost until you do.
          {both === 0 &&
            conflicts.length > 0 &&
            (isOwn
              ? " Different fields were changed: the newer text of each is chosen already."
              : " You changed different fields: the newer text of each is chosen already.")}
        </p>
        <p className="flex flex-wrap gap-2">
          <Button variant="secondary" size="sm" onClick={() => chooseAll("mine")}>
            {isOwn ? "Take what is in this tab everywhere" : "Take mine everywhere"}
          </Button>
          <Button variant="secondary" size="sm" onClick={() => chooseAll("theirs")}>
            {isOwn ? "Take what is saved everywhere" : "Take theirs everywhere"}
          </Button>
        </p>
      </Notice>
      {conflicts.map((conflict) => (
        <ConflictField
          key={conflict.path}
          conflict={conflict}
          label={describeField(conflict.path, [mine, theirs.content])}
          known={[mine, theirs.content]}
          names={names}
          changedBy={(isOwn ? changedWhere : changedWords)[conflict.changedBy]}
          side={sideOf(conflict)}
          onChange={(side) => setChoices((before) => ({ ...before, [conflict.path]: side }))}
        />
      ))}
      <div>
        <Button onClick={() => onChosen((texts) => applyChoices(texts, choices) as Content)}>
          Save what I chose
        </Button>
      </div>
    </section>
  );
}

const changedWords = {
  mine: "Only you changed this.",
  theirs: "Only the other side changed this.",
  both: "Both changed this.",
} as const;
const changedWhere = {
  mine: "Changed in this tab only.",
  theirs: "Changed in what is saved only.",
  both: "Changed in both.",
} as const;

function ConflictField({
  conflict,
  label,
  known,
  names,
  changedBy,
  side,
  onChange,
}: {
  conflict: FieldConflict;
  label: string;
  known: readonly Content[];
  names: Names;
  changedBy: string;
  side: Side;
  onChange: (side: Side) => void;
}) {
  const texts = [
    ["mine", names.mine, conflict.mine],
    ["theirs", names.theirs, conflict.theirs],
  ] as const;
  const field = conflict.path.split(".").at(-1) ?? "";
  return (
    <fieldset className="rounded-md border border-line bg-surface p-4">
      <legend className="px-1 font-medium">{conflict.isOrder ? `${label}: the order` : label}</legend>
      <p className="mb-2 text-14 text-muted">{changedBy}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        {texts.map(([value, name, text]) => (
          <label
            key={value}
            className="flex cursor-pointer items-start gap-3 rounded-md border border-line p-3 has-checked:border-action has-checked:bg-sunken"
          >
            <input
              type="radio"
              name={`choice-${conflict.path}`}
              checked={side === value}
              onChange={() => onChange(value)}
            />
            <span className="min-w-0">
              <span className="block text-14 text-muted">{name}</span>
              <span className="block whitespace-pre-wrap">
                {conflict.isOrder ? describeOrder(text) : describeValue(field, text, known)}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
