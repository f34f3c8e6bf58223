"use client";

import "./globals.css";

export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main id="main" className="mx-auto max-w-xl px-4 py-16">
          <h1>Something went wrong on our side</h1>
          <p>
            What was saved is safe. Reload the page; if it goes on, tell the Mayor's Office this reference:{" "}
            {error.digest ?? "none"}
          </p>
        </main>
      </body>
    </html>
  );
}
