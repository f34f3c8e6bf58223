import { Notice } from "@/components/ui/notice";
import { TabLinks } from "@/components/ui/tab-links";
import type { MailStanding } from "@/lib/features/mail/types";

export const mailBase = "/mayor/operations/mail";

/** The two ways to look at the mail, and whether any is sent at all. */
export function MailTabs({ current, standing }: { current: "log" | "addresses"; standing: MailStanding }) {
  const refusing = standing.unreachable.toLocaleString("en-US");
  return (
    <>
      <TabLinks
        label="Mail"
        tabs={[
          { href: mailBase, label: "Messages", isCurrent: current === "log" },
          {
            href: `${mailBase}/addresses`,
            label: `Cannot be reached (${refusing})`,
            isCurrent: current === "addresses",
          },
        ]}
      />
      {!standing.isMailSent && <KeptNotice />}
    </>
  );
}

export function KeptNotice() {
  return (
    <Notice tone="attention" title="Messages are kept here and sent to nobody">
      <p>
        No mail server is set. To send, set SMTP_URL (as in smtps://user:password@mail.example.gov:465) and
        MAIL_FROM (as in portal@example.gov) where the portal is started, and start it again. What was kept
        until then can be sent from its page.
      </p>
    </Notice>
  );
}
