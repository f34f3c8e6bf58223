import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { Notice } from "@/components/ui/notice";
import { loadWorkspace } from "@/lib/features/accounts/loaders";

export const metadata: Metadata = { title: "Home" };

export default async function HomePage() {
  const { home, identity, hasRole } = await loadWorkspace();
  if (home) redirect(home);
  return (
    <>
      <PageHeader title={`Welcome, ${identity.name}`} />
      {hasRole ? (
        <Notice title={`You are signed in as ${identity.role}.`}>
          <p>
            The departments' plans and the compliance pages are not open to this role. The space for drafting
            and commenting on officer guidance opens here when the working group begins.
          </p>
        </Notice>
      ) : (
        <Notice tone="attention" title="No role is in force for your account.">
          <p>
            A role has a start and an end: yours has ended, or has not begun. Ask an administrator in the
            Mayor's Office which one you should hold, then open this page again.
          </p>
        </Notice>
      )}
    </>
  );
}
