"use client";

import { ErrorMessage, type PageError } from "@/components/layout/error-message";

/** Within the workspace's frame, so that the way to every other place stays open. */
export default function WorkspaceError({ error, retry }: { error: PageError; retry: () => void }) {
  return <ErrorMessage error={error} retry={retry} />;
}
