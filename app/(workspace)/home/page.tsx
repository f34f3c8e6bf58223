import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { Notice } from "@/components/ui/notice";
import { loadWorkspace } from "@/lib/features/accounts/loaders";

export const metadata: Metadata = { title: "Home" };

export default async function HomePage() {
  const { home, identity } = await loadWorkspace();
  if (home) redirect(home);
  return (
    <>
      <PageHeader title={`Welcome, ${identity.name}`} />
      <Notice title={`You are signed in as ${identity.role}.`}>
        <p>
          The departments' plans and the compliance pages are not open to this role. The space for drafting
          and commenting on officer guidance opens here when the working group begins.
        </p>
      </Notice>
    </>
  );
}
