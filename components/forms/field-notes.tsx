"use client";

import { createContext, type ReactNode, useContext } from "react";
import { Notice } from "@/components/ui/notice";
import type { Tone } from "@/components/ui/tone";

export type FieldNote = {
  readonly key: string;
  readonly tone: Tone;
  readonly title: string;
  readonly body?: ReactNode;
};

const none: ReadonlyMap<string, readonly FieldNote[]> = new Map();
const FieldNotesContext = createContext(none);

/** What is to be said about single fields while they are written, by the field's name. */
export function FieldNotesProvider({
  notes,
  children,
}: {
  notes: ReadonlyMap<string, readonly FieldNote[]>;
  children: ReactNode;
}) {
  return <FieldNotesContext value={notes}>{children}</FieldNotesContext>;
}

/** Stands under the control, so that the line being typed does not move. */
export function FieldNotes({ name }: { name: string }) {
  const notes = useContext(FieldNotesContext).get(name) ?? [];
  if (notes.length === 0) return null;
  return (
    <div className="mt-1 flex flex-col gap-2">
      {notes.map((note) => (
        <Notice key={note.key} tone={note.tone} role="alert" title={note.title}>
          {note.body}
        </Notice>
      ))}
    </div>
  );
}
