"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type FieldValues, useForm } from "react-hook-form";
import { type SectionName, sectionSchemas } from "@/lib/features/plans/schema";
import { type Content, isOwnEcho, isSameText, resume, type SaveState } from "./autosave";
import { draftKey, dropDraft, findDraft } from "./kept-draft";
import { onFlush } from "./pending-saves";
import type { EditorContext } from "./section-view";
import { newestOf, useAutosave } from "./use-autosave";
import { type SensitiveField, sensitiveIn } from "./use-judgement";

// A copy of most sections costs nothing and is taken at each key. One of three hundred facilities is taken the more
// rarely the longer it takes: typing is never slowed down by more than a part in twenty.
const taking = { atOnceUnderMs: 5, timesAsLong: 20, atMostMs: 700 } as const;

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
  const form = useForm<FieldValues>({ defaultValues: initial.content });
  const [content, setContent] = useState<Content>(initial.content);
  // What the server holds already has been let through once.
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(
    () => new Set(sensitiveIn(initial.content).map(({ match }) => match)),
  );
  const isHeld = useCallback(
    (text: Content) => sensitiveIn(text).some(({ match }) => !confirmed.has(match)),
    [confirmed],
  );
  // Judged once a save, not at each key: an answer that cannot be kept is told at its field, before the server does.
  const refusalOf = useCallback(
    (text: Content) => {
      const [issue] = sectionSchemas[section].safeParse(text).error?.issues ?? [];
      return issue ? { field: issue.path.map(String).join("."), message: issue.message } : null;
    },
    [section],
  );
  const autosave = useAutosave({ url, storageKey, initial, isHeld, refusalOf });
  const { change, announce, flush, send, settle, takeUp } = autosave;

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const takingMs = useRef(0);
  const take = useCallback(() => {
    if (timer.current === undefined) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    const startedAt = performance.now();
    // A copy: the form goes on changing its own.
    const text = structuredClone(form.getValues()) as Content;
    form.clearErrors();
    setContent(text);
    change(text);
    takingMs.current = performance.now() - startedAt;
  }, [form, change]);

  /** Puts a text into the form that is not typed there, and so is not to be taken out of it again. */
  const isShowing = useRef(false);
  const show = (text: Content) => {
    isShowing.current = true;
    form.reset(text);
    isShowing.current = false;
    clearTimeout(timer.current);
    timer.current = undefined;
    setContent(text);
  };

  /** A value has changed: it is taken in a moment. */
  const touch = useCallback(() => {
    if (isShowing.current) return;
    announce();
    const wait = takingMs.current < taking.atOnceUnderMs ? 0 : takingMs.current * taking.timesAsLong;
    timer.current ??= setTimeout(take, Math.min(taking.atMostMs, wait));
    if (wait === 0) take();
  }, [announce, take]);

  useEffect(() => {
    const leave = () => document.visibilityState === "hidden" && take();
    window.addEventListener("pagehide", take);
    document.addEventListener("visibilitychange", leave);
    const forget = onFlush(async () => {
      take();
      await flush();
    });
    return () => {
      window.removeEventListener("pagehide", take);
      document.removeEventListener("visibilitychange", leave);
      forget();
      take();
    };
  }, [take, flush]);

  const { state } = autosave;
  useEffect(() => {
    if (state.kind === "failed" && state.field) form.setError(state.field, { message: state.message });
  }, [state, form]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept is taken up once, when the page opens.
  useEffect(() => {
    const kept = findDraft(window.localStorage, storageKey);
    const next = resume(kept, initial);
    if (!kept || next === "nothing") return;
    if (isSameText(kept.content, initial.content)) {
      dropDraft(window.localStorage, storageKey);
      return;
    }
    show(kept.content);
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
    show(chosen);
    settle(theirs, chosen);
  };
  return { form, content, initial: initial.content, confirmed, confirm, choose, take, touch, autosave };
}

/** The text was kept from before somebody else saved; who it was is known to the history alone. */
function conflictWith(server: { revision: number; content: Content }): SaveState {
  return { kind: "conflict", theirs: { ...server, editedByName: "", editedAt: null } };
}
