import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { loadCodeInCapitals } from "@/lib/features/liaisons/loaders";

type Props = { params: Promise<{ code: string }>; children: ReactNode };

/** An address with the department's code in small letters, as people type it, leads to the one with its own. */
export default async function DepartmentLayout({ params, children }: Props) {
  const { code } = await params;
  const own = await loadCodeInCapitals(code);
  if (!own) return children;
  const asked = (await headers()).get("x-portal-path") ?? "/home";
  redirect(asked.replace(/^\/department\/[^/?]+/, `/department/${own}`));
}
