"use client";

import { Button } from "@/components/ui/button";

export type PageError = Error & { digest?: string };

/** What happened, what is safe, what to do, and what to quote: in the place of a page that could not be shown. */
export function ErrorMessage({ error, retry }: { error: PageError; retry: () => void }) {
  return (
    <div className="flex max-w-xl flex-col gap-4">
      <h1>This page could not be shown</h1>
      <p>
        Something went wrong on our side. What was saved is safe, and what you typed into a plan since is kept
        on this device until the portal has it.
      </p>
      <p>Try again in a moment.</p>
      <div className="flex flex-col sm:flex-row">
        <Button onClick={retry}>Try again</Button>
      </div>
      <p className="text-muted">
        {error.digest ? (
          <>
            If it goes on, tell whoever runs the portal this reference:{" "}
            <strong className="tabular text-ink">{error.digest}</strong>. Their log holds the rest.
          </>
        ) : (
          <>
            It happened in this browser, and no log holds it. If it goes on, tell whoever runs the portal the
            page's address and the time.
          </>
        )}
      </p>
    </div>
  );
}
