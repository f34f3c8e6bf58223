import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { OwnRefusal } from "@/components/mail/own-refusal";
import { PreferencesForm } from "@/components/notifications/preferences-form";
import { EmptyState } from "@/components/ui/empty-state";
import { loadOwnRefusal } from "@/lib/features/mail/loaders";
import { loadPreferences } from "@/lib/features/notifications/loaders";

export const metadata: Metadata = { title: "What reaches you, and how" };

export default async function PreferencesPage() {
  const [groups, refused] = await Promise.all([loadPreferences(), loadOwnRefusal()]);
  return (
    <>
      <PageHeader
        title="What reaches you, and how"
        lead="Everything stands in your inbox. Here you choose what is mailed to you as well: at once, or gathered in one mail each morning."
        back={{ href: "/inbox", label: "Inbox" }}
      />
      {refused && <OwnRefusal refused={refused} />}
      {groups.length === 0 ? (
        <EmptyState title="There is nothing to choose">
          None of your roles is one that the portal sends anything to.
        </EmptyState>
      ) : (
        <PreferencesForm groups={groups} />
      )}
    </>
  );
}
