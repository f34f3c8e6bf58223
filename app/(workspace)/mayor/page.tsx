import { redirect } from "next/navigation";
import { loadCurrentDirectiveCode } from "@/lib/features/compliance/loaders";

export default async function MayorPage() {
  redirect(`/mayor/${await loadCurrentDirectiveCode()}`);
}
