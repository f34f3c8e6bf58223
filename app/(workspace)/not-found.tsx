import { NotFoundMessage } from "@/components/layout/not-found-message";

export const metadata = { title: "Not found" };

export default function WorkspaceNotFound() {
  return <NotFoundMessage />;
}
