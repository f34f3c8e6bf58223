import type { ReactNode } from "react";
import { SignOutButton } from "@/components/accounts/sign-out-button";
import { Shell } from "@/components/layout/shell";
import { InboxLink } from "@/components/notifications/inbox-link";
import { loadWorkspace } from "@/lib/features/accounts/loaders";

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const { identity, places, unread } = await loadWorkspace();
  return (
    <Shell
      identity={identity}
      places={places}
      inbox={<InboxLink unread={unread} />}
      signOut={<SignOutButton />}
    >
      {children}
    </Shell>
  );
}
