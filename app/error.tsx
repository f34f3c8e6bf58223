"use client";

import { BarePage } from "@/components/layout/bare-page";
import { ErrorMessage, type PageError } from "@/components/layout/error-message";

export default function ErrorPage({ error, retry }: { error: PageError; retry: () => void }) {
  return (
    <BarePage>
      <ErrorMessage error={error} retry={retry} />
    </BarePage>
  );
}
