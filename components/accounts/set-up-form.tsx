"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { ErrorSummary } from "@/components/forms/error-summary";
import { PasswordField } from "@/components/forms/password-field";
import { Button } from "@/components/ui/button";
import { completeSetUpAction } from "@/lib/features/accounts/actions";
import { accountMessage } from "@/lib/features/accounts/messages";
import { type SetUpFormInput, setUpFormSchema } from "@/lib/features/accounts/schema";

const fields = ["password", "confirmation"] as const;

/**
 * Asks for a first password, twice, and signs the person in with it. The form's method keeps the password out of the
 * address when the button is pressed before the page's script has loaded.
 */
export function SetUpForm({ secret, email }: { secret: string; email: string }) {
  const form = useForm<SetUpFormInput>({
    resolver: zodResolver(setUpFormSchema),
    defaultValues: { secret, password: "", confirmation: "" },
    // The summary takes the focus.
    shouldFocusError: false,
  });
  const [failure, setFailure] = useState("");
  const submit = form.handleSubmit(async ({ password }) => {
    setFailure("");
    const answer = await completeSetUpAction({ secret, password }).catch(() => null);
    if (!answer?.ok) {
      const error = answer?.error ?? { code: "NO_CONNECTION" };
      if (error.code === "GUESSABLE_PASSWORD") form.setError("password", { message: accountMessage(error) });
      else setFailure(accountMessage(error));
      return;
    }
    const signedIn = await signIn("credentials", { email, password, redirect: false }).catch(() => null);
    // The password is set whatever became of the sign-in: then they sign in themselves.
    window.location.assign(signedIn?.ok ? "/home" : "/sign-in");
  });
  const { errors, isSubmitting } = form.formState;
  const problems = [
    ...(failure ? [{ href: "#password", message: failure }] : []),
    ...fields.flatMap((name) => {
      const message = errors[name]?.message;
      return message ? [{ href: `#${name}`, message }] : [];
    }),
  ];
  return (
    <FormProvider {...form}>
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-5">
        <ErrorSummary errors={problems} />
        <div>
          <p className="font-medium">E-mail address</p>
          <p>{email}</p>
          {/* Tells a password manager whose password it is about to keep. */}
          <input type="email" autoComplete="username" value={email} readOnly hidden />
        </div>
        <PasswordField
          name="password"
          label="New password"
          hint="At least 12 characters. Three or four words that do not belong together are hard to guess and easy to keep in mind; a password manager's own are fine too."
          autoComplete="new-password"
        />
        <PasswordField name="confirmation" label="New password again" autoComplete="new-password" />
        <Button type="submit" aria-busy={isSubmitting}>
          {isSubmitting ? "Setting the password…" : "Set password and sign in"}
        </Button>
      </form>
    </FormProvider>
  );
}
