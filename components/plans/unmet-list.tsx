import Link from "next/link";
import type { RequirementOutcome } from "@/lib/features/plans/completeness";
import { sectionLabels } from "@/lib/features/plans/schema";
import type { RequirementText } from "@/lib/features/plans/types";

/** Requirements that are not met, each leading to the field that mends it. */
export function UnmetList({
  outcomes,
  requirements,
  base,
}: {
  outcomes: readonly RequirementOutcome[];
  requirements: readonly RequirementText[];
  /** The plan's address. */
  base: string;
}) {
  return (
    <ul className="flex flex-col gap-2">
      {outcomes.map((outcome) => {
        const [path] = outcome.paths;
        return (
          <li key={outcome.code}>
            <Link href={`${base}/${outcome.section}${path ? `#${path}` : ""}`}>
              <span className="tabular">{outcome.code}</span>, {sectionLabels[outcome.section]}: {outcome.why}
            </Link>
            <span className="block text-14 text-muted">
              {requirements.find((one) => one.code === outcome.code)?.text}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
