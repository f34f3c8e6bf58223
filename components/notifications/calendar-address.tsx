"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { makeCalendarAction, revokeCalendarAction } from "@/lib/features/notifications/actions";
import { notificationMessage } from "@/lib/features/notifications/messages";

/** Makes the secret address, shows it this once, and ends it. */
export function CalendarAddress({ hasOne }: { hasOne: boolean }) {
  const router = useRouter();
  const [address, setAddress] = useState("");
  const [said, setSaid] = useState("");
  const [problem, setProblem] = useState("");
  const [isPending, startTransition] = useTransition();
  const field = useRef<HTMLInputElement>(null);
  // What has just appeared is read out, and stands ready to be copied.
  useEffect(() => {
    if (address) field.current?.focus();
  }, [address]);

  const run = (work: () => Promise<void>) => {
    if (isPending) return;
    setProblem("");
    setSaid("");
    startTransition(work);
  };
  const make = () =>
    run(async () => {
      const answer = await makeCalendarAction({}).catch(() => null);
      if (answer?.ok) {
        setAddress(answer.data.address);
        router.refresh();
      } else setProblem(notificationMessage(answer?.error ?? { code: "NO_CONNECTION" }));
    });
  const revoke = () =>
    run(async () => {
      const answer = await revokeCalendarAction({}).catch(() => null);
      if (answer?.ok) {
        setAddress("");
        setSaid(
          "The address no longer opens. Calendars that used it keep what they have read until they are removed.",
        );
        router.refresh();
      } else setProblem(notificationMessage(answer?.error ?? { code: "NO_CONNECTION" }));
    });
  const copy = async () => {
    field.current?.select();
    const isCopied = await navigator.clipboard.writeText(address).then(
      () => true,
      () => false,
    );
    setSaid(isCopied ? "Copied." : "The address is marked: copy it with the keyboard or the menu.");
  };

  return (
    <div className="flex max-w-[44rem] flex-col gap-4">
      {address && (
        <Notice tone="attention" title="This is your address. It is shown this once.">
          <p>
            Whoever has it can read your calendar without signing in: keep it as you keep a password. If it
            gets into other hands, make a new one, and this one opens nothing any more.
          </p>
          <div className="flex flex-col gap-2 sm:flex-row">
            <input
              ref={field}
              readOnly
              value={address}
              aria-label="Address of your calendar"
              className="tabular min-w-0 flex-1 text-14"
              onFocus={(event) => event.target.select()}
            />
            <Button onClick={copy}>Copy the address</Button>
          </div>
        </Notice>
      )}
      {problem && <Notice tone="late" role="alert" title={problem} />}
      <p role="status" className="text-14 text-muted">
        {said}
      </p>
      <div className="flex flex-col gap-3 sm:flex-row">
        <Button variant={hasOne ? "secondary" : "primary"} onClick={make} aria-busy={isPending}>
          {hasOne ? "Make a new address" : "Make the address"}
        </Button>
        {hasOne && (
          <Button variant="danger" onClick={revoke} aria-busy={isPending}>
            Revoke the address
          </Button>
        )}
      </div>
      {hasOne && (
        <p className="text-14 text-muted">
          A new address takes the place of the one before, which stops opening at that moment.
        </p>
      )}
    </div>
  );
}
