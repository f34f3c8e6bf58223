"use client";

import { signOut } from "next-auth/react";
import { clearKeptDrafts } from "@/components/plans/kept-draft";
import { Button } from "@/components/ui/button";

export function SignOutButton() {
  const leave = async () => {
    clearKeptDrafts(window.localStorage);
    await signOut({ callbackUrl: "/sign-in" });
  };
  return (
    <Button variant="secondary" size="sm" onClick={leave} className="lg:w-full">
      Sign out
    </Button>
  );
}
