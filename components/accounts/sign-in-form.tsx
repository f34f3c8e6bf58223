"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { signIn } from "next-auth/react";
import { useEffect, useRef, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { ErrorSummary } from "@/components/forms/error-summary";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { type SignInInput, signInSchema } from "@/lib/features/accounts/schema";
import type { DemonstrationAccount } from "@/lib/features/accounts/types";
import { DemonstrationAccounts } from "./demonstration-accounts";

const words: Readonly<Record<string, string>> = {
  TOO_MANY_ATTEMPTS: "Too many wrong passwords from here. Wait 15 minutes, then try again.",
  NO_CONNECTION: "There is no connection. Check the network, then try again.",
};
const wrong = "The e-mail address or the password is wrong. Check both, then try again.";

/**
 * Signs in and goes to the page that was asked for; on a failure the address stays as typed. A press before the
 * page's script has loaded must not put the password into the address: hence the form's method.
 */
export function SignInForm({
  next,
  accounts,
}: {
  next: string;
  /** Of the demonstration; none elsewhere. */
  accounts: readonly DemonstrationAccount[];
}) {
  const form = useForm<SignInInput>({
    resolver: zodResolver(signInSchema),
    defaultValues: { email: "", password: "" },
    // The summary takes the focus.
    shouldFocusError: false,
  });
  const [failure, setFailure] = useState("");
  // The place within the page asked for, which the browser alone knows. Links of this page change it later.
  const fragment = useRef("");
  useEffect(() => {
    fragment.current = window.location.hash;
  }, []);
  const submit = form.handleSubmit(async (values) => {
    setFailure("");
    const answer = await signIn("credentials", { ...values, redirect: false }).catch(() => ({
      ok: false,
      error: "NO_CONNECTION",
    }));
    // A full load, so that nothing of the page before the sign-in is kept.
    if (answer?.ok) window.location.assign(next.includes("#") ? next : next + fragment.current);
    else setFailure(words[answer?.error ?? ""] ?? wrong);
  });
  const button = useRef<HTMLButtonElement>(null);
  const fillIn = ({ email, password }: DemonstrationAccount) => {
    form.reset({ email, password });
    setFailure("");
    button.current?.focus();
  };
  const { errors, isSubmitting } = form.formState;
  const problems = [
    ...(failure ? [{ href: "#email", message: failure }] : []),
    ...(["email", "password"] as const).flatMap((name) => {
      const message = errors[name]?.message;
      return message ? [{ href: `#${name}`, message }] : [];
    }),
  ];
  return (
    <FormProvider {...form}>
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-5">
        <ErrorSummary errors={problems} />
        <TextField name="email" label="Email" type="email" autoComplete="username" />
        <TextField name="password" label="Password" type="password" autoComplete="current-password" />
        <Button ref={button} type="submit">
          {isSubmitting ? "Signing in…" : "Sign in"}
        </Button>
      </form>
      <DemonstrationAccounts accounts={accounts} onChosen={fillIn} />
    </FormProvider>
  );
}
