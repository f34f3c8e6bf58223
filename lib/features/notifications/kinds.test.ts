import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { departmentRoles, officeRoles, type Role } from "@/lib/kernel/actor";
import type { EventDefinition } from "@/lib/kernel/events";
import { choicesWithin, deliveryFor, kindDefinition, kindNames, kindOfEvent, reachOf } from "./kinds";
import { type Delivery, deliveries, kindGroups, type Listener } from "./reach";
import { unheardEvents } from "./unheard";

const features = join(import.meta.dirname, "..");

/** The names of all events that any feature defines, read from the features themselves. */
async function everyEvent(): Promise<string[]> {
  const files = readdirSync(features, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith("/events.ts"),
  );
  const modules: Record<string, Record<string, EventDefinition<string, never>>>[] = await Promise.all(
    files.map((path) => import(join(features, path))),
  );
  return modules.flatMap((module) =>
    Object.values(module).flatMap((events) => Object.values(events).map(({ name }) => name)),
  );
}

const roles: readonly Role[] = [...departmentRoles, ...officeRoles];
const listeners: readonly Listener[] = [...roles, "person_concerned"];
const loudness = (delivery: Delivery) => deliveries.length - deliveries.indexOf(delivery);

describe("the matrix", () => {
  it("knows every event of every feature, as one that is told or as one that is not, with the reason", async () => {
    const events = await everyEvent();
    expect(events.length).toBeGreaterThan(20);
    const homeless = events.filter((event) => kindOfEvent(event) === null && !unheardEvents[event]);
    expect(homeless).toEqual([]);
    const both = events.filter((event) => kindOfEvent(event) !== null && event in unheardEvents);
    expect(both).toEqual([]);
  });

  it("names no event that no feature has", async () => {
    const events = await everyEvent();
    const named = [
      ...kindNames.flatMap((kind) => kindDefinition(kind).events),
      ...Object.keys(unheardEvents),
    ];
    expect(named.filter((event) => !events.includes(event))).toEqual([]);
    expect(new Set(named).size, "an event belongs to one kind").toBe(named.length);
  });

  it("lets nobody begin with something quieter than they may choose", () => {
    for (const kind of kindNames) {
      for (const [listener, reach] of Object.entries(kindDefinition(kind).audience)) {
        expect(loudness(reach.default), `${kind} to ${listener}`).toBeGreaterThanOrEqual(
          loudness(reach.floor),
        );
      }
    }
  });

  it("says why, wherever somebody may not have it quieter, and only there", () => {
    for (const kind of kindNames) {
      const { audience, floorReason } = kindDefinition(kind);
      const isBound = Object.values(audience).some(({ floor }) => floor !== "portal");
      expect(Boolean(floorReason), kind).toBe(isBound);
    }
  });

  it("gives every kind words, a group, an audience and an event", () => {
    for (const kind of kindNames) {
      const { label, description, group, audience, events } = kindDefinition(kind);
      expect(label.length, kind).toBeGreaterThan(5);
      expect(description, kind).toMatch(/\.$/);
      expect(Object.keys(kindGroups), kind).toContain(group);
      expect(Object.keys(audience).length, kind).toBeGreaterThan(0);
      expect(events.length, kind).toBeGreaterThan(0);
    }
    const labels = kindNames.map((kind) => kindDefinition(kind).label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  // The whole table, once more and written otherwise: a slip of the pen in one of the two is seen.
  const at = (role: Listener) => kindNames.filter((kind) => reachOf(kind, [role])?.default === "at_once");
  const bound = (role: Listener) => kindNames.filter((kind) => reachOf(kind, [role])?.floor === "at_once");

  it.each<[Listener, string[], string[]]>([
    [
      "certifier",
      [
        "signature_wanted",
        "draft_taken_back",
        "plan_submitted",
        "filing_withdrawn",
        "changes_requested",
        "return_undone",
        "plan_accepted",
        "acceptance_undone",
        "deadline_reminder",
        "deadline_moved",
        "extension_declined",
        "person_left",
        "address_refused",
      ],
      [
        "signature_wanted",
        "plan_submitted",
        "changes_requested",
        "deadline_reminder",
        "deadline_moved",
        "person_left",
      ],
    ],
    [
      "preparer",
      [
        "draft_sent_back",
        "plan_submitted",
        "filing_withdrawn",
        "changes_requested",
        "return_undone",
        "plan_accepted",
        "acceptance_undone",
        "deadline_reminder",
        "deadline_moved",
        "extension_declined",
      ],
      ["changes_requested"],
    ],
    ["liaison", ["deadline_reminder", "coverage_changed"], []],
    ["alternate", ["deadline_reminder", "coverage_changed"], []],
    ["reviewer", ["plan_submitted", "filing_withdrawn", "mayors_brief", "extension_requested"], []],
    ["duty_officer", [], []],
    ["administrator", ["person_left", "address_refused"], []],
    ["auditor", [], []],
    ["working_group_member", [], []],
    [
      "person_concerned",
      [
        "liaison_designated",
        "contact_updated",
        "role_granted",
        "role_ended",
        "invitation_accepted",
        "account_reopened",
        "person_left",
        "account_security",
      ],
      [
        "liaison_designated",
        "role_granted",
        "role_ended",
        "account_reopened",
        "person_left",
        "account_security",
      ],
    ],
  ])("mails %s at once what cannot wait, and binds them to the least", (listener, mailed, floors) => {
    expect(at(listener)).toEqual(mailed);
    expect(bound(listener)).toEqual(floors);
  });

  it("has no listener of whom the table above says nothing", () => {
    expect(listeners).toHaveLength(10);
  });

  it("tells the working group nothing: no plan is open to it", () => {
    expect(kindNames.filter((kind) => reachOf(kind, ["working_group_member"]))).toEqual([]);
  });
});

describe("what reaches somebody", () => {
  const anyDelivery = fc.constantFrom(...deliveries);
  const anyKind = fc.constantFrom(...kindNames);
  const someListeners = fc.uniqueArray(fc.constantFrom(...listeners), { maxLength: 4 });

  it("is never quieter than the floor of any of their roles, whatever they chose", () => {
    fc.assert(
      fc.property(anyKind, someListeners, fc.option(anyDelivery), (kind, as, chosen) => {
        const reach = reachOf(kind, as);
        const { audience } = kindDefinition(kind);
        const named = as.flatMap((listener) => audience[listener] ?? []);
        expect(reach === null).toBe(named.length === 0);
        if (!reach) return;
        const told = deliveryFor(reach, chosen);
        for (const { floor } of named) expect(loudness(told)).toBeGreaterThanOrEqual(loudness(floor));
        if (chosen === null) {
          expect(loudness(told)).toBe(Math.max(...named.map((one) => loudness(one.default))));
        }
      }),
    );
  });

  it("is what they chose, wherever the choice was open to them", () => {
    for (const kind of kindNames) {
      for (const listener of listeners) {
        const reach = reachOf(kind, [listener]);
        if (!reach) continue;
        for (const choice of choicesWithin(reach)) expect(deliveryFor(reach, choice)).toBe(choice);
        expect(choicesWithin(reach)).toContain(reach.default);
      }
    }
  });
});
