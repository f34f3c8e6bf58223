import clsx from "clsx";
import Link from "next/link";
import { PhoneLink } from "@/components/liaisons/phone-link";
import { EmptyState } from "@/components/ui/empty-state";
import {
  type BodySort,
  type BodyView,
  type Pressure,
  pressureOf,
  viewQuery,
} from "@/lib/features/compliance/schema";
import type { BodyLine } from "@/lib/features/compliance/types";
import { formatShortDate } from "@/lib/kernel/format-date";
import { BodyStateTags } from "./body-state";

const groupTitles: Readonly<Record<Pressure, string>> = {
  overdue: "Overdue",
  owing: "Still to file",
  revising: "Asked for changes, next version owed",
  invited: "Invited, not filed",
  in_hand: "Filed, waiting for the Mayor's Office or being amended",
  accepted: "Accepted",
};

/**
 * Bodies with whom to call, in the order that the view asks for; in the order of pressure under the headings that
 * say what it means. One table: on a phone each row is a card that keeps the state, the share met and the number.
 */
export function BodyList({
  bodies,
  view,
  base,
}: {
  bodies: readonly BodyLine[];
  view: BodyView;
  base: string;
}) {
  if (bodies.length === 0) {
    return <EmptyState title="No body fits">Take a filter away, or show all of them.</EmptyState>;
  }
  return (
    <table className="w-full border-collapse text-left phone:block print:text-13">
      <thead className="border-line border-b text-14 text-muted phone:hidden">
        <tr>
          <SortableHead label="Body" sorts={["name", "-name"]} view={view} base={base} />
          <SortableHead label="State" sorts={["state", "-state"]} view={view} base={base} />
          <SortableHead
            label="Required met"
            sorts={["progress", "-progress"]}
            view={view}
            base={base}
            isNumber
          />
          <th scope="col" className="py-2 pr-4 font-medium">
            Call
          </th>
          <SortableHead label="Last activity" sorts={["-activity", "activity"]} view={view} base={base} />
        </tr>
      </thead>
      {groupsOf(bodies, view).map(({ pressure, lines }) => (
        <tbody key={pressure ?? "all"} className="divide-y divide-line phone:block">
          {pressure && (
            <tr className="phone:block">
              <th scope="rowgroup" colSpan={5} className="pt-6 pb-2 font-semibold text-16 phone:block">
                {groupTitles[pressure]}
              </th>
            </tr>
          )}
          {lines.map((body) => (
            <Row key={body.code} body={body} base={base} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function groupsOf(bodies: readonly BodyLine[], view: BodyView) {
  if (view.sort !== "pressing") return [{ pressure: null, lines: bodies }];
  const groups: { pressure: Pressure; lines: BodyLine[] }[] = [];
  for (const body of bodies) {
    const pressure = pressureOf(body);
    const last = groups.at(-1);
    if (last?.pressure === pressure) last.lines.push(body);
    else groups.push({ pressure, lines: [body] });
  }
  return groups;
}

function SortableHead({
  label,
  sorts: [first, second],
  view,
  base,
  isNumber = false,
}: {
  label: string;
  sorts: readonly [first: BodySort, second: BodySort];
  view: BodyView;
  base: string;
  isNumber?: boolean;
}) {
  const isSorted = view.sort === first || view.sort === second;
  const isDescending = view.sort.startsWith("-");
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (isDescending ? "descending" : "ascending") : undefined}
      className={clsx("py-1 pr-4 font-medium", isNumber && "text-right")}
    >
      <Link
        href={`${base}${viewQuery({ ...view, sort: view.sort === first ? second : first, page: 1 })}#bodies`}
        prefetch={false}
        className={clsx(
          "inline-flex min-h-9 items-center gap-1 whitespace-nowrap",
          isSorted ? "text-ink" : "text-muted",
        )}
      >
        {label}
        {isSorted && <span aria-hidden="true">{isDescending ? "↓" : "↑"}</span>}
      </Link>
    </th>
  );
}

function Row({ body, base }: { body: BodyLine; base: string }) {
  const isSettled = body.firstFiledAt !== null && pressureOf(body) !== "revising";
  return (
    <tr className="break-inside-avoid align-top phone:grid phone:grid-cols-[1fr_auto] phone:gap-x-4 phone:py-2">
      <th scope="row" className="w-[32%] py-2.5 pr-4 print:py-1 font-medium phone:w-auto phone:p-0">
        <Link
          href={`${base}/bodies/${body.code}`}
          prefetch={false}
          className="phone:inline-flex phone:min-h-11 phone:items-center"
        >
          {body.name}
        </Link>
      </th>
      <td className="py-2.5 pr-4 print:py-1 phone:col-span-2 phone:row-start-2 phone:p-0">
        <BodyStateTags body={body} />
      </td>
      <td className="tabular whitespace-nowrap py-2.5 pr-4 print:py-1 text-right phone:col-start-2 phone:row-start-1 phone:self-center phone:p-0 phone:text-14">
        {metWords(body)}
        <span className="hidden phone:inline"> met</span>
      </td>
      <td
        className={clsx(
          "py-2.5 pr-4 print:py-1 text-14 print:text-13 phone:col-span-2 phone:p-0",
          isSettled && "phone:hidden",
        )}
      >
        <Call body={body} />
      </td>
      <td className="whitespace-nowrap py-2.5 text-14 text-muted phone:hidden">{activityOf(body)}</td>
    </tr>
  );
}

const metWords = ({ requiredMet, requiredTotal }: BodyLine) =>
  requiredTotal > 0 ? `${requiredMet} of ${requiredTotal}` : "–";
const activityOf = ({ lastActivityAt }: BodyLine) =>
  lastActivityAt ? formatShortDate(lastActivityAt) : "None";

/** Whom to call: the liaison, else the alternate, else the head of the body, by mail. */
function Call({ body }: { body: BodyLine }) {
  const { as, name, phone, email } = body.contact;
  return (
    <span
      className={clsx(
        "flex flex-col phone:min-h-11 phone:flex-row phone:flex-wrap phone:items-center phone:justify-between phone:gap-x-4",
        as !== "head" && "xl:flex-row xl:flex-wrap xl:gap-x-3",
      )}
    >
      <span className="min-w-0">
        {name ?? body.headTitle}
        {as === "alternate" && <span className="text-muted">, alternate</span>}
        {as === "head" && name && <span className="text-muted">, {body.headTitle}</span>}
        {as !== "liaison" && (
          <span className={clsx("block", body.standing === "required" ? "text-attention" : "text-muted")}>
            No liaison designated
          </span>
        )}
      </span>
      {phone && <PhoneLink phone={phone} />}
      {!phone && email && (
        <a href={`mailto:${email}`} className="inline-flex min-h-6 items-center break-all phone:min-h-11">
          {email}
        </a>
      )}
    </span>
  );
}
