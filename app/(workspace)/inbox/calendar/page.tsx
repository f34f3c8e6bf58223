import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { CalendarAddress } from "@/components/notifications/calendar-address";
import { Card } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { loadCalendarState } from "@/lib/features/notifications/loaders";
import { formatDateTime } from "@/lib/kernel/format-date";

export const metadata: Metadata = { title: "Deadlines in your calendar" };

const programs = [
  {
    name: "Outlook",
    steps: "Calendar, Add calendar, Subscribe from web. Paste the address and press Import.",
  },
  {
    name: "Google Calendar",
    steps:
      "On a computer: Other calendars, the plus sign, From URL. Paste the address and press Add calendar.",
  },
  {
    name: "Apple Calendar",
    steps:
      "On a Mac: File, New Calendar Subscription. On an iPhone: Calendars, Add Calendar, Add Subscription Calendar.",
  },
];

export default async function CalendarPage() {
  const state = await loadCalendarState();
  return (
    <>
      <PageHeader
        title="Deadlines in your calendar"
        lead="An address that your calendar program reads by itself: the deadlines and reviews that concern you in your roles. When a deadline moves, the entry moves with it."
        back={{ href: "/inbox", label: "Inbox" }}
      />
      {state && (
        <div className="max-w-[44rem]">
          <DataList
            items={[
              { term: "Address made", detail: formatDateTime(state.madeAt) },
              {
                term: "Last read by a program",
                detail: state.lastReadAt ? formatDateTime(state.lastReadAt) : "Not yet",
              },
            ]}
          />
        </div>
      )}
      <CalendarAddress hasOne={state !== null} />
      <div className="max-w-[44rem]">
        <Card title="How to add it">
          <DataList items={programs.map(({ name, steps }) => ({ term: name, detail: steps }))} />
          <p className="mt-4 text-14 text-muted">
            Programs look for changes when they like: some each hour, some once a day. The portal's own pages
            and mails are always ahead of them.
          </p>
        </Card>
      </div>
    </>
  );
}
