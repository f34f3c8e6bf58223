"use client";

import { signOut } from "next-auth/react";
import { useRef, useState } from "react";
import { clearKeptDrafts, listKeptSections } from "@/components/plans/kept-draft";
import { flushPendingSaves } from "@/components/plans/pending-saves";
import { Button } from "@/components/ui/button";

const waitMs = 3_000;

/**
 * Sends what is not sent yet, then leaves nothing of it on the device. Text that could not be sent is named before it
 * is removed: that is the person's to decide.
 */
export function SignOutButton() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [unsent, setUnsent] = useState<readonly string[]>([]);
  const [isLeaving, setIsLeaving] = useState(false);
  const leave = async () => {
    setIsLeaving(true);
    clearKeptDrafts(window.localStorage);
    const isOut = await signOut({ redirect: false }).then(
      () => true,
      () => false,
    );
    // next-auth tells other tabs by a note in the storage: it is read by now.
    window.localStorage.clear();
    window.sessionStorage.clear();
    if (isOut) window.location.assign("/sign-in");
    else setIsLeaving(false);
  };
  const ask = async () => {
    if (isLeaving) return;
    setIsLeaving(true);
    await flushPendingSaves(waitMs);
    const sections = listKeptSections(window.localStorage);
    if (sections.length === 0) return leave();
    setIsLeaving(false);
    setUnsent(sections);
    dialog.current?.showModal();
  };
  return (
    <>
      <Button
        variant="secondary"
        size="sm"
        onClick={ask}
        aria-busy={isLeaving}
        className="shrink-0 whitespace-nowrap lg:w-full"
      >
        Sign out
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby="unsent-heading"
        className="m-auto w-[min(32rem,calc(100vw-2rem))] rounded-md border border-line bg-surface p-6 text-ink shadow-2xl backdrop:bg-[rgb(0_0_0/0.5)]"
      >
        <h2 id="unsent-heading" className="text-18">
          Some of what you typed has not reached the server
        </h2>
        <p className="mt-2">
          It is kept on this device alone, in {unsent.join(", ")}. Signing out removes it, so that the next
          person here does not find it.
        </p>
        <div className="mt-5 flex flex-col gap-3 sm:flex-row">
          <Button onClick={() => dialog.current?.close()}>Stay signed in</Button>
          <Button variant="danger" onClick={leave}>
            Sign out and remove it
          </Button>
        </div>
      </dialog>
    </>
  );
}
