"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useCallback, useEffect, useRef, useState } from "react";
import { type FieldValues, type Resolver, useForm } from "react-hook-form";
import { type SectionName, sectionSchemas } from "@/lib/features/plans/schema";
import { type Content, isOwnEcho, isSameText, resume, type SaveState } from "./autosave";
import { draftKey, dropDraft, findDraft } from "./kept-draft";
import { onFlush } from "./pending-saves";
import type { EditorContext } from "./section-view";
import { newestOf, useAutosave } from "./use-autosave";
import { type SensitiveField, sensitiveIn } from "./use-judgement";

// A copy of three hundred facilities is taken when the keys rest, not at each of them.
const takeAfterMs = 150;

/** One section's form, what has been taken of it, and its saving. */
export function useSectionForm(options: {
  section: SectionName;
  drawn: { revision: number; content: Content };
  context: EditorContext;
}) {
  const { section, context } = options;
  const url = `/api/departments/${context.departmentCode}/plans/${context.directiveCode}/sections/${section}`;
  const [initial] = useState(() => newestOf(url, options.drawn));
  const storageKey = draftKey({ personId: context.actorId, ...context, section });
  const form = useForm<FieldValues>({
    defaultValues: initial.content,
    resolver: zodResolver(sectionSchemas[section] as never) as unknown as Resolver<FieldValues>,
    mode: "onChange",
  });
  const [content, setContent] = useState<Content>(initial.content);
  // What the server holds already has been let through once.
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(
    () => new Set(sensitiveIn(initial.content).map(({ match }) => match)),
  );
  const isHeld = useCallback(
    (text: Content) => sensitiveIn(text).some(({ match }) => !confirmed.has(match)),
    [confirmed],
  );
  const autosave = useAutosave({ url, storageKey, initial, isHeld });
  const { change, announce, flush, send, settle, takeUp } = autosave;

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const take = useCallback(() => {
    if (timer.current === undefined) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    // A copy: the form goes on changing its own.
    const text = structuredClone(form.getValues()) as Content;
    setContent(text);
    change(text);
  }, [form, change]);

  useEffect(() => {
    const subscription = form.watch(() => {
      announce();
      timer.current ??= setTimeout(take, takeAfterMs);
    });
    const leave = () => document.visibilityState === "hidden" && take();
    window.addEventListener("pagehide", take);
    document.addEventListener("visibilitychange", leave);
    const forget = onFlush(async () => {
      take();
      await flush();
    });
    return () => {
      subscription.unsubscribe();
      window.removeEventListener("pagehide", take);
      document.removeEventListener("visibilitychange", leave);
      forget();
      take();
    };
  }, [form, take, announce, flush]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept is taken up once, when the page opens.
  useEffect(() => {
    const kept = findDraft(window.localStorage, storageKey);
    const next = resume(kept, initial);
    if (!kept || next === "nothing") return;
    if (isSameText(kept.content, initial.content)) {
      dropDraft(window.localStorage, storageKey);
      return;
    }
    form.reset(kept.content);
    setContent(kept.content);
    const isAnswered = next === "send" || isOwnEcho(initial.content, kept.sent);
    takeUp(kept, isAnswered ? null : conflictWith(initial));
  }, []);

  useEffect(() => {
    if (confirmed.size > 0) void send();
  }, [confirmed, send]);

  const confirm = useCallback(
    ({ match }: SensitiveField) => setConfirmed((before) => new Set([...before, match])),
    [],
  );
  const choose = (theirs: { revision: number; content: Content }, chosen: Content) => {
    clearTimeout(timer.current);
    timer.current = undefined;
    form.reset(chosen);
    setContent(chosen);
    settle(theirs, chosen);
  };
  return { form, content, initial: initial.content, confirmed, confirm, choose, take, autosave };
}

/** The text was kept from before somebody else saved; who it was is known to the history alone. */
function conflictWith(server: { revision: number; content: Content }): SaveState {
  return { kind: "conflict", theirs: { ...server, editedByName: "", editedAt: null } };
}
