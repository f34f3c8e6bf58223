import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusTag } from "@/components/ui/status-tag";
import { loadAccount } from "@/lib/features/accounts/loaders";
import { roleTime } from "@/lib/features/accounts/messages";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const account = await loadAccount();
  const ways = [
    {
      href: "/inbox/preferences",
      label: "What reaches you, and how",
      about: "Which news is mailed to you at once, and which waits for the morning or stays in the inbox.",
    },
  ];
  return (
    <>
      <PageHeader title="Your account" lead="Who you are here, and what you may do." />
      <div className="flex max-w-[44rem] flex-col gap-6">
        <Card title="You">
          <DataList
            items={[
              { term: "Name", detail: account.name },
              ...(account.title ? [{ term: "Title", detail: account.title }] : []),
              {
                term: "E-mail address",
                detail: (
                  <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <span className="min-w-0 wrap-anywhere">{account.email}</span>
                    {account.isEmailVerified ? (
                      <StatusTag tone="done">Verified</StatusTag>
                    ) : (
                      <StatusTag tone="waiting">Not verified yet</StatusTag>
                    )}
                  </span>
                ),
              },
            ]}
          />
        </Card>
        <Card title="Your roles">
          {account.roles.length === 0 ? (
            <EmptyState title="No role is in force">
              Ask an administrator of the Mayor's Office which one you should hold.
            </EmptyState>
          ) : (
            <ul className="divide-y divide-line border-line border-y">
              {account.roles.map((held) => (
                <li key={held.id} className="py-2.5">
                  <p>{held.label}</p>
                  <p className="text-14 text-muted">{roleTime(held)}</p>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card title="What you choose">
          <ul className="divide-y divide-line border-line border-y">
            {ways.map(({ href, label, about }) => (
              <li key={href} className="py-1">
                <Link href={href} className="inline-flex min-h-11 items-center font-medium">
                  {label}
                </Link>
                <p className="pb-2 text-14 text-muted">{about}</p>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}
