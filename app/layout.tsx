import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { env } from "@/lib/platform/env";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Directive 12 portal", template: "%s – Directive 12 portal" },
  description: "Departments file the preparedness plans that a mayor's directive orders.",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading the request makes every page dynamic: each carries a nonce of its own.
  await headers();
  const isDemonstration = env().PORTAL_SEED === "demo";
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col">
        <a href="#main" className="sr-only focus:not-sr-only focus:bg-surface focus:p-3">
          Skip to the main content
        </a>
        {isDemonstration && (
          <aside
            aria-label="Demonstration"
            className="border-attention-line border-b bg-attention-bg px-4 py-1.5 text-center text-13 text-attention"
          >
            Demonstration data: the people, plans and numbers here are invented.
          </aside>
        )}
        {children}
      </body>
    </html>
  );
}
