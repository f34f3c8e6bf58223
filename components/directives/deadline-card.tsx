import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { DeadlineView } from "@/lib/features/directives/types";
import { DeadlineArithmetic } from "./deadline-arithmetic";
import { OpenRequest } from "./open-request";

/** On a body's page: how its deadline came about, who asks to move it, and the way to do so. */
export function DeadlineCard({ deadline, href }: { deadline: DeadlineView; href: string }) {
  const open = deadline.requests.find(({ state }) => state === "open");
  const isMovable = deadline.mayExtend && !deadline.hasFiled;
  const words = open && isMovable ? "Answer the request" : isMovable ? "Extend or correct" : "All of it";
  return (
    <Card
      title="Deadline"
      action={
        <ButtonLink variant={open && isMovable ? "primary" : "secondary"} size="sm" href={href}>
          {words}
        </ButtonLink>
      }
    >
      <div className="flex flex-col gap-4">
        {open && <OpenRequest request={open} timeZone={deadline.timeZone} />}
        <DeadlineArithmetic arithmetic={deadline} />
      </div>
    </Card>
  );
}
