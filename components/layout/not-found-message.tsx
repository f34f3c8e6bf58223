import { ButtonLink } from "@/components/ui/button";

/** In the place of a page that does not exist or is not open to the reader: which of the two is not told. */
export function NotFoundMessage() {
  return (
    <div className="flex max-w-xl flex-col gap-4">
      <h1>This page does not exist, or you may not open it</h1>
      <p>
        Check the address for a slip. If somebody sent you the link, ask them which role it needs; the Mayor's
        Office gives the roles.
      </p>
      <div className="flex flex-col sm:flex-row">
        <ButtonLink href="/home">Go to your home page</ButtonLink>
      </div>
    </div>
  );
}
