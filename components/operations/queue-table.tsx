import { queueWords } from "@/lib/features/operations/messages";
import type { QueueLine } from "@/lib/features/operations/types";
import { formatDateTime } from "@/lib/kernel/format-date";

/** Each queue with what waits in it; on a phone a card each. */
export function QueueTable({ queues }: { queues: readonly QueueLine[] }) {
  return (
    <table className="w-full border-collapse text-left phone:block">
      <caption className="sr-only">Queues, and what waits in them</caption>
      <thead className="border-line border-b text-14 text-muted phone:sr-only">
        <tr>
          <th scope="col" className="py-2 pr-4 font-medium">
            Queue
          </th>
          <th scope="col" className="py-2 pr-4 text-right font-medium">
            Waiting
          </th>
          <th scope="col" className="py-2 pr-4 text-right font-medium">
            At work
          </th>
          <th scope="col" className="py-2 font-medium">
            The oldest since
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line phone:block">
        {queues.map(({ queue, waiting, running, oldestAt }) => (
          <tr key={queue} className="phone:block phone:py-2">
            <th scope="row" className="py-2 pr-4 font-normal phone:block phone:py-0">
              <span className="font-medium">{queueWords[queue].title}</span>{" "}
              <span className="text-14 text-muted">{queueWords[queue].text}</span>
            </th>
            <td className="tabular py-2 pr-4 text-right phone:inline phone:py-0 phone:text-14">
              {waiting.toLocaleString("en-US")}
              <span className="hidden phone:inline"> waiting, </span>
            </td>
            <td className="tabular py-2 pr-4 text-right phone:inline phone:py-0 phone:text-14">
              {running.toLocaleString("en-US")}
              <span className="hidden phone:inline"> at work</span>
            </td>
            <td className="py-2 text-14 phone:block phone:py-0">
              {oldestAt ? (
                <>
                  <span className="hidden phone:inline">since </span>
                  {formatDateTime(oldestAt)}
                </>
              ) : (
                <span className="text-muted phone:hidden">–</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
