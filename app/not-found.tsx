import { BarePage } from "@/components/layout/bare-page";
import { NotFoundMessage } from "@/components/layout/not-found-message";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <BarePage>
      <NotFoundMessage />
    </BarePage>
  );
}
