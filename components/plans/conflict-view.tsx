"use client";

import { useState } from "react";
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
import { formNameOf } from "./field-address";

/** Both texts of every field that differs, to choose from. Nothing of either is lost until the choice is made. */
export function ConflictView({
  base,
  mine,
  theirs,
  onChosen,
}: {
  base: Content;
  mine: Content;
  theirs: Stale;
  onChosen: (content: Content) => void;
}) {
  const conflicts = compareContents({ base, mine, theirs: theirs.content });
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>(() =>
    Object.fromEntries(conflicts.map((conflict) => [conflict.path, suggestedSide(conflict)])),
  );
  const chooseAll = (side: Side) =>
    setChoices(Object.fromEntries(conflicts.map((conflict) => [conflict.path, side])));
  const who = theirs.editedByName || "Someone else";
  return (
    <section aria-labelledby="conflict-heading" className="flex flex-col gap-4">
      <Notice
        tone="attention"
        role="alert"
        title={<span id="conflict-heading">{who} saved this section while you were writing</span>}
      >
        <p>
          {theirs.editedAt && `Saved ${formatDateTime(theirs.editedAt)}. `}
          Both texts are below. Choose one for each field; nothing is lost until you do.
        </p>
        <p className="flex flex-wrap gap-2">
          <Button variant="secondary" size="sm" onClick={() => chooseAll("mine")}>
            Take mine everywhere
          </Button>
          <Button variant="secondary" size="sm" onClick={() => chooseAll("theirs")}>
            Take theirs everywhere
          </Button>
        </p>
      </Notice>
      {conflicts.map((conflict) => (
        <ConflictField
          key={conflict.path}
          conflict={conflict}
          label={formNameOf(conflict.path, mine)}
          who={who}
          side={choices[conflict.path] ?? "mine"}
          onChange={(side) => setChoices((before) => ({ ...before, [conflict.path]: side }))}
        />
      ))}
      <div>
        <Button
          onClick={() => onChosen(applyChoices({ base, mine, theirs: theirs.content }, choices) as Content)}
        >
          Save what I chose
        </Button>
      </div>
    </section>
  );
}

function ConflictField({
  conflict,
  label,
  who,
  side,
  onChange,
}: {
  conflict: FieldConflict;
  label: string;
  who: string;
  side: Side;
  onChange: (side: Side) => void;
}) {
  const texts = [
    ["mine", "Mine", conflict.mine],
    ["theirs", who, conflict.theirs],
  ] as const;
  return (
    <fieldset className="rounded-md border border-line bg-surface p-4">
      <legend className="px-1 font-medium">
        {conflict.isOrder ? `order of ${wordsOf(label)}` : wordsOf(label)}
      </legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {texts.map(([value, name, text]) => (
          <label
            key={value}
            className="flex cursor-pointer items-start gap-3 rounded-md border border-line p-3"
          >
            <input
              type="radio"
              name={`choice-${conflict.path}`}
              checked={side === value}
              onChange={() => onChange(value)}
            />
            <span className="min-w-0">
              <span className="block text-14 text-muted">{name}</span>
              <span className="block whitespace-pre-wrap">{textOf(text)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** "facilities.2.address" as "facilities 3, address". */
function wordsOf(name: string): string {
  return name
    .split(".")
    .map((part) =>
      /^\d+$/.test(part) ? String(Number(part) + 1) : part.replace(/([A-Z])/g, " $1").toLowerCase(),
    )
    .join(", ")
    .replace(/, (\d+)/g, " $1");
}

function textOf(value: unknown): string {
  if (value === undefined) return "Not in this list";
  if (value === "" || (Array.isArray(value) && value.length === 0)) return "Empty";
  if (Array.isArray(value)) return value.map(textOf).join("; ");
  if (typeof value !== "object" || value === null) return String(value);
  const lines = Object.entries(value).filter(
    ([key, member]) => key !== "id" && member !== "" && !(Array.isArray(member) && member.length === 0),
  );
  return lines.map(([key, member]) => `${wordsOf(key)}: ${textOf(member)}`).join("\n") || "Empty";
}
