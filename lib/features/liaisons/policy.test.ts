import { describe, expect, it } from "vitest";
import type { Actor, RoleGrant } from "@/lib/kernel/actor";
import { asId } from "@/lib/kernel/ids";
import { canAcceptDuties, canDesignate, canReadLiaisons, canSeeDirectory, canUpdateContact } from "./policy";

const library = asId<"Department">("01890000-0000-7000-8000-000000000001");
const parks = asId<"Department">("01890000-0000-7000-8000-000000000002");
const designated = asId<"Person">("01890000-0000-7000-8000-00000000000a");
const somebody = asId<"Person">("01890000-0000-7000-8000-00000000000b");

const actor = (
  role: RoleGrant["role"],
  place: "library" | "parks" | "office",
  isDesignated = false,
): Actor => ({
  personId: isDesignated ? designated : somebody,
  sessionId: asId<"Session">("01890000-0000-7000-8000-00000000000c"),
  name: "",
  title: "",
  email: isDesignated ? "Liaison@Library.test" : "other@library.test",
  roles: [
    (place === "office"
      ? { role, departmentId: null, office: "mayor" }
      : { role, departmentId: place === "library" ? library : parks, office: null }) as RoleGrant,
  ],
  reads: [],
});

const department = { departmentId: library };
const linked = { ...department, personId: designated, email: "mailbox@library.test" };
const unlinked = { ...department, personId: null, email: "liaison@library.test" };

const actions = {
  read: (who: Actor) => canReadLiaisons(who, department),
  directory: canSeeDirectory,
  designate: (who: Actor) => canDesignate(who, department),
  update: (who: Actor) => canUpdateContact(who, linked),
  accept: (who: Actor) => canAcceptDuties(who, linked),
};

const table: readonly (readonly [who: string, Actor, allowed: readonly (keyof typeof actions)[]])[] = [
  ["a preparer", actor("preparer", "library"), ["read", "designate", "update"]],
  ["a certifier", actor("certifier", "library"), ["read", "designate", "update"]],
  ["the designated liaison", actor("liaison", "library", true), ["read", "update", "accept"]],
  ["the designated alternate", actor("alternate", "library", true), ["read", "update", "accept"]],
  ["a former liaison", actor("liaison", "library"), ["read"]],
  ["a preparer of another department", actor("preparer", "parks"), []],
  ["a liaison of another department", actor("liaison", "parks", true), []],
  ["a preparer of the successor", { ...actor("preparer", "parks"), reads: [library] }, ["read"]],
  ["a reviewer", actor("reviewer", "office"), ["read", "directory"]],
  ["a duty officer", actor("duty_officer", "office"), ["read", "directory"]],
  ["an administrator", actor("administrator", "office"), ["read", "directory", "designate"]],
  ["an auditor", actor("auditor", "office"), ["read", "directory"]],
  ["a working-group member", actor("working_group_member", "office"), []],
];

describe("who may do what with a department's liaisons", () => {
  it.each(table)("%s", (_, who, allowed) => {
    const names = Object.keys(actions) as (keyof typeof actions)[];
    expect(names.filter((name) => actions[name](who))).toEqual(allowed);
  });
});

describe("the designated person", () => {
  it("is the account with the designation's address while none is linked", () => {
    expect(canAcceptDuties(actor("liaison", "library", true), unlinked)).toBe(true);
    expect(canAcceptDuties(actor("liaison", "library"), unlinked)).toBe(false);
  });

  it("is nobody by the address alone, without a role in that department", () => {
    expect(canAcceptDuties(actor("liaison", "parks", true), unlinked)).toBe(false);
    expect(canAcceptDuties(actor("certifier", "library", true), unlinked)).toBe(false);
  });

  it("is the linked account alone, whoever has the address", () => {
    const taken = { ...linked, email: "other@library.test" };
    expect(canAcceptDuties(actor("liaison", "library"), taken)).toBe(false);
  });
});
