import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { KeptWords } from "@/components/accounts/kept-words";
import { SignInForm } from "@/components/accounts/sign-in-form";
import { loadDemonstrationAccounts } from "@/lib/features/accounts/loaders";
import { currentActor, safeNext } from "@/lib/platform/auth";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { next } = await searchParams;
  const target = safeNext(typeof next === "string" ? next : undefined);
  if (await currentActor()) redirect(target);
  const accounts = await loadDemonstrationAccounts();
  return (
    <main id="main" className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center gap-6 px-4 py-12">
      <div>
        <p className="font-semibold text-14 text-muted">City of Los Angeles</p>
        <h1>Directive 12 portal</h1>
        <p className="mt-2 text-muted">
          Departments file their preparedness plans here; the Mayor's Office sees who has filed.
        </p>
      </div>
      <div className="rounded-md border border-line bg-surface p-6">
        <h2 className="mb-4">Sign in</h2>
        {target !== "/home" && (
          <p className="mb-4 text-muted">
            You are taken to the page you asked for after signing in.
            <KeptWords />
          </p>
        )}
        <SignInForm next={target} accounts={accounts} />
      </div>
    </main>
  );
}
