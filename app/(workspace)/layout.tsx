import type { ReactNode } from "react";
import { SignOutButton } from "@/components/accounts/sign-out-button";
import { Shell } from "@/components/layout/shell";
import { loadWorkspace } from "@/lib/features/accounts/loaders";

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const { identity, places } = await loadWorkspace();
  return (
    <Shell identity={identity} places={places} signOut={<SignOutButton />}>
      {children}
    </Shell>
  );
}
