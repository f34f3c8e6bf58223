import { ButtonLink } from "@/components/ui/button";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="main" className="mx-auto flex max-w-xl flex-col gap-4 px-4 py-16">
      <h1>This page does not exist, or you may not open it</h1>
      <p>Check the address for a slip. If somebody sent you the link, ask them which role it needs.</p>
      <p>
        <ButtonLink href="/home">Go to your home page</ButtonLink>
      </p>
    </main>
  );
}
