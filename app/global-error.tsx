"use client";

import "./globals.css";
import { BarePage } from "@/components/layout/bare-page";
import { ErrorMessage, type PageError } from "@/components/layout/error-message";

/** When the frame of every page has failed: it stands by itself, and asks for the whole page anew. */
export default function GlobalError({ error }: { error: PageError }) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col">
        <title>This page could not be shown – Directive 12 portal</title>
        <BarePage>
          <ErrorMessage error={error} retry={() => window.location.reload()} />
        </BarePage>
      </body>
    </html>
  );
}
