"use client";

import { Button } from "@/components/ui/button";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main id="main" className="mx-auto flex max-w-xl flex-col gap-4 px-4 py-16">
      <h1>Something went wrong on our side</h1>
      <p>What was saved is safe, and what you typed since is kept on this device.</p>
      <p>
        Try again in a moment. If it goes on, tell the Mayor's Office this reference:{" "}
        <strong className="tabular">{error.digest ?? "none"}</strong>
      </p>
      <p>
        <Button onClick={reset}>Try again</Button>
      </p>
    </main>
  );
}
