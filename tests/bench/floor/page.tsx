import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { bodyStateLabels, bodyStateTones } from "@/components/compliance/body-state";
import { toneMarks } from "@/components/ui/tone";
import {
  bodyFilters,
  bodyStates,
  departmentKindLabels,
  departmentKinds,
  viewQuery,
} from "@/lib/features/compliance/schema";
import { sectionLabels, sectionNames } from "@/lib/features/plans/schema";
import { type PlanStatus, planStatuses } from "@/lib/features/plans/status";
import type { Directive, Filing, Overview } from "./kept";
import type { Body, Visitor } from "./reads";

type Dashboard = {
  readonly visitor: Visitor;
  readonly waiting: { readonly unread: number; readonly requests: number };
  readonly directive: Directive;
  readonly overview: Overview;
  readonly bodies: readonly Body[];
};

/** The dashboard as plain React renders it: the same places, figures, chart, filters and rows, in one pass to a string. */
export function renderDashboard(dashboard: Dashboard): string {
  const head = "<head><title>Compliance</title></head>";
  return `<!DOCTYPE html><html lang="en">${head}${renderToString(<Page {...dashboard} />)}</html>`;
}

const shortDate = new Intl.DateTimeFormat("en-US", {
  month: "short",
  day: "numeric",
  year: "numeric",
  timeZone: "America/Los_Angeles",
});
const longDate = new Intl.DateTimeFormat("en-US", {
  dateStyle: "full",
  timeStyle: "short",
  timeZone: "America/Los_Angeles",
});

function Page({ visitor, directive, overview, bodies, waiting }: Dashboard) {
  const base = `/mayor/${directive.code}`;
  const { counts } = overview;
  return (
    <body>
      <header>
        <p>Directive 12 portal</p>
        <p>Mayor's Office</p>
        <p>
          {visitor.name}, {visitor.role}
        </p>
        <nav>
          <ul>
            {[base, `${base}/sections`, `${base}/requirements`, "/mayor/liaisons"].map((href) => (
              <li key={href}>
                <a href={href}>{href}</a>
              </li>
            ))}
          </ul>
        </nav>
        <a href="/inbox">Inbox {waiting.unread} unread</a>
      </header>
      <main>
        <h1>Compliance</h1>
        <p>
          Who has filed under {directive.title}, as of {longDate.format(overview.now)}.
        </p>
        <Clock dueAt={directive.dueAt} now={overview.now} />
        <a href={`${base}/extensions`}>{waiting.requests} departments ask for more time</a>
        <section>
          <h2>
            {counts.filedOnTime + counts.filedLate} of {counts.required} required bodies have filed
          </h2>
          <Standings overview={overview} base={base} />
        </section>
        <section>
          <h2>Filings against the deadline</h2>
          <Chart filings={overview.filings} required={counts.required} />
        </section>
        <section>
          <h2>Who needs a call</h2>
          <Filters base={base} />
          <p>{counts.bodies} bodies</p>
          <Bodies bodies={bodies} base={base} />
        </section>
      </main>
    </body>
  );
}

function Clock({ dueAt, now }: { dueAt: Date; now: Date }) {
  const left = Math.max(0, Math.ceil((dueAt.getTime() - now.getTime()) / 1_000));
  const parts = [
    Math.floor(left / 86_400),
    Math.floor(left / 3_600) % 24,
    Math.floor(left / 60) % 60,
    left % 60,
  ];
  return (
    <section>
      <p>{longDate.format(dueAt)}</p>
      <p>{parts.join(" ")}</p>
    </section>
  );
}

function Standings({ overview: { counts }, base }: { overview: Overview; base: string }) {
  const figures: [label: string, amount: number, query: string][] = [
    ["Required", counts.required, viewQuery({ group: "required" })],
    ["Filed on time", counts.filedOnTime, viewQuery({ group: "filed_on_time" })],
    ["Filed late", counts.filedLate, viewQuery({ group: "filed_late" })],
    ["Overdue", counts.overdue, viewQuery({ state: "overdue" })],
    ...planStatuses.map((status): [string, number, string] => [
      bodyStateLabels[status],
      counts.byStatus[status] ?? 0,
      viewQuery({ state: status }),
    ]),
    ["Invited", counts.invited, viewQuery({ group: "invited" })],
  ];
  return (
    <>
      <svg viewBox="0 0 1000 48">
        <title>Bodies by state</title>
        {planStatuses.map((status, place) => (
          <rect
            key={status}
            x={place * 100}
            width={((counts.byStatus[status] ?? 0) / counts.bodies) * 1_000}
          />
        ))}
      </svg>
      <ul>
        {figures.map(([label, amount, query]) => (
          <li key={label}>
            <a href={`${base}${query}#bodies`}>
              {amount} {label}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Chart({ filings, required }: { filings: readonly Filing[]; required: number }) {
  const points = filings.map(({ filed }, place) => `${place * 50},${260 - (filed / required) * 200}`);
  return (
    <figure>
      <svg viewBox="0 0 720 260">
        <title>Filings by day</title>
        <polyline points={points.join(" ")} />
      </svg>
      <table>
        <tbody>
          {filings.map(({ day, filed }) => (
            <tr key={day}>
              <td>{day}</td>
              <td>{filed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function Filters({ base }: { base: string }) {
  return (
    <form action={base}>
      <input type="search" name="q" />
      <Choice name="state" options={bodyStates.map((value) => [value, bodyStateLabels[value]])} />
      <Choice name="group" options={bodyFilters.map((value) => [value, value])} />
      <Choice name="kind" options={departmentKinds.map((value) => [value, departmentKindLabels[value]])} />
      <Choice name="owes" options={sectionNames.map((value) => [value, sectionLabels[value]])} />
      <Choice
        name="sort"
        options={["pressing", "name", "due", "progress", "state"].map((value) => [value, value])}
      />
      <button type="submit">Show</button>
    </form>
  );
}

function Choice({ name, options }: { name: string; options: readonly (readonly [string, string])[] }) {
  return (
    <select name={name}>
      <option value="">Any</option>
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

function Bodies({ bodies, base }: { bodies: readonly Body[]; base: string }) {
  return (
    <table>
      <thead>
        <tr>
          {["Body", "State", "Required met", "Call", "Last activity"].map((label) => (
            <th key={label}>{label}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bodies.map((body) => (
          <tr key={body.code} data-code={body.code}>
            <th>
              <a href={`${base}/bodies/${body.code}`}>{body.name}</a>
            </th>
            <td>
              {body.isOverdue && <Tag mark={toneMarks.late}>Overdue</Tag>}
              <Tag mark={toneMarks[bodyStateTones[body.status as PlanStatus]]}>
                {bodyStateLabels[body.status as PlanStatus]}
              </Tag>
              {body.isFiledLate && <Tag mark={toneMarks.late}>Filed late</Tag>}
              {body.isExtended && <Tag mark={toneMarks.neutral}>Extended</Tag>}
              {body.standing === "invited" && <Tag mark={toneMarks.neutral}>Invited</Tag>}
            </td>
            <td>
              {body.requiredMet} of {body.requiredTotal}
            </td>
            <td>
              <Call body={body} />
            </td>
            <td>{body.lastActivityAt ? shortDate.format(body.lastActivityAt) : "None"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Tag({ mark, children }: { mark: string; children: ReactNode }) {
  return (
    <span>
      <span aria-hidden="true">{mark}</span>
      {children}
    </span>
  );
}

function Call({ body: { contact, headTitle } }: { body: Body }) {
  return (
    <span>
      <span>{contact.name ?? headTitle}</span>
      {contact.phone && <a href={`tel:${contact.phone}`}>{contact.phone}</a>}
      {!contact.phone && contact.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
      {contact.as !== "liaison" && <span>No liaison designated</span>}
    </span>
  );
}
