import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { DeadlineView } from "@/lib/features/directives/types";
import { DeadlineArithmetic } from "./deadline-arithmetic";

/** On a body's page: how its deadline came about, and the way to move it. */
export function DeadlineCard({ deadline, href }: { deadline: DeadlineView; href: string }) {
  const isMovable = deadline.mayExtend && !deadline.hasFiled;
  const words = deadline.moves.length > 0 ? "Extend or correct" : "Extend the deadline";
  return (
    <Card
      title="Deadline"
      action={
        <ButtonLink variant="secondary" size="sm" href={href}>
          {isMovable ? words : "Requests and answers"}
        </ButtonLink>
      }
    >
      <DeadlineArithmetic arithmetic={deadline} />
    </Card>
  );
}
