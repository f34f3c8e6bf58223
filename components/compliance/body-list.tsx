import Link from "next/link";
import { PhoneLink } from "@/components/liaisons/phone-link";
import { EmptyState } from "@/components/ui/empty-state";
import type { BodyLine } from "@/lib/features/compliance/types";
import { formatShortDate } from "@/lib/kernel/format-date";
import { BodyStateTags } from "./body-state";

/** Bodies as a table on a desk and as cards on a phone, each with whom to call. */
export function BodyList({ bodies, base }: { bodies: readonly BodyLine[]; base: string }) {
  if (bodies.length === 0) {
    return <EmptyState title="No body fits">Take a filter away, or show all of them.</EmptyState>;
  }
  return (
    <>
      <table className="hidden w-full border-collapse text-left md:table print:table">
        <thead className="border-line border-b text-14 text-muted">
          <tr>
            <th scope="col" className="py-2 pr-4 font-medium">
              Body
            </th>
            <th scope="col" className="py-2 pr-4 font-medium">
              State
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-medium">
              Required met
            </th>
            <th scope="col" className="py-2 pr-4 font-medium">
              Call
            </th>
            <th scope="col" className="py-2 font-medium">
              Last activity
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {bodies.map((body) => (
            <tr key={body.code} className="align-top">
              <th scope="row" className="max-w-72 py-2.5 pr-4 font-medium">
                <Link href={`${base}/bodies/${body.code}`}>{body.name}</Link>
              </th>
              <td className="py-2.5 pr-4">
                <BodyStateTags body={body} />
              </td>
              <td className="tabular whitespace-nowrap py-2.5 pr-4 text-right">{metWords(body)}</td>
              <td className="py-2.5 pr-4 text-14">
                <Call body={body} />
              </td>
              <td className="whitespace-nowrap py-2.5 text-14 text-muted">{activityOf(body)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="flex flex-col gap-3 md:hidden print:hidden">
        {bodies.map((body) => (
          <li key={body.code} className="flex flex-col gap-2 rounded-md border border-line bg-surface p-4">
            <Link
              href={`${base}/bodies/${body.code}`}
              className="inline-flex min-h-11 items-center font-semibold"
            >
              {body.name}
            </Link>
            <BodyStateTags body={body} />
            <p className="tabular text-14">{metWords(body)} required items met</p>
            <div className="text-14">
              <Call body={body} />
            </div>
            <p className="text-14 text-muted">Last activity: {activityOf(body)}</p>
          </li>
        ))}
      </ul>
    </>
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
    <span className="flex flex-col">
      <span>
        {name ?? body.headTitle}
        {as === "alternate" && <span className="text-muted">, alternate</span>}
        {as === "head" && name && <span className="text-muted">, {body.headTitle}</span>}
      </span>
      {phone && <PhoneLink phone={phone} />}
      {!phone && email && (
        <a href={`mailto:${email}`} className="inline-flex min-h-6 items-center break-all max-md:min-h-11">
          {email}
        </a>
      )}
      {as !== "liaison" && <span className="text-attention">No liaison designated</span>}
    </span>
  );
}
