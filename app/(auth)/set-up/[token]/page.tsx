import type { Metadata } from "next";
import { SetUpForm } from "@/components/accounts/set-up-form";
import { ButtonLink } from "@/components/ui/button";
import { loadSetUp } from "@/lib/features/accounts/loaders";
import { closedLinkWords } from "@/lib/features/accounts/messages";
import { formatDateTime } from "@/lib/kernel/format-date";

// The address is a secret for as long as the link is open: it goes to nobody as a referrer, and into no index.
export const metadata: Metadata = {
  title: "Set up your account",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

export default async function SetUpPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const link = await loadSetUp(token);
  return (
    <main id="main" className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center gap-6 px-4 py-12">
      <div>
        <p className="font-semibold text-14 text-muted">City of Los Angeles · Directive 12 portal</p>
        <h1>{link.status === "open" ? "Choose your password" : closedLinkWords[link.status].title}</h1>
      </div>
      {link.status === "open" ? (
        <>
          <p>
            {link.name}, your account is ready. Choose the password you will sign in with; after that this
            link opens nothing more. It works until {formatDateTime(link.expiresAt)}.
          </p>
          <div className="rounded-md border border-line bg-surface p-6">
            <SetUpForm secret={token} email={link.email} />
          </div>
        </>
      ) : (
        <>
          <p>{closedLinkWords[link.status].text}</p>
          <div className="flex flex-col sm:flex-row">
            <ButtonLink href="/sign-in">Go to sign in</ButtonLink>
          </div>
        </>
      )}
    </main>
  );
}
