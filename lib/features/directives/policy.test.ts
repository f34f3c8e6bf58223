import { describe, expect, it } from "vitest";
import type { Actor } from "@/lib/kernel/actor";
import { cast, library } from "@/tests/factories/actors";
import { canExtendDeadline, canReadDeadline, canReadExtensions, canRequestExtension } from "./policy";

const department = { departmentId: library };

const acts = {
  read: (actor: Actor) => canReadDeadline(actor, department),
  "read all": canReadExtensions,
  request: (actor: Actor) => canRequestExtension(actor, department),
  extend: canExtendDeadline,
} as const;

/** Who may do what with the Library's deadline; whoever is not named may do nothing. */
const allowed: Readonly<Record<string, readonly (keyof typeof acts)[]>> = {
  "preparer of the department": ["read", "request"],
  "certifier of the department": ["read", "request"],
  "liaison of the department": ["read"],
  "alternate of the department": ["read"],
  "preparer of the department's successor": ["read"],
  reviewer: ["read", "read all", "extend"],
  duty_officer: ["read", "read all"],
  administrator: ["read", "read all"],
  auditor: ["read", "read all"],
};

describe("who may do what about a deadline", () => {
  it.each(cast)("$who", ({ who, actor }) => {
    const names = Object.keys(acts) as (keyof typeof acts)[];
    expect(names.filter((name) => acts[name](actor))).toEqual(allowed[who] ?? []);
  });

  it("is said of somebody in the table for every row of it", () => {
    const known = cast.map(({ who }) => who);
    expect(Object.keys(allowed).filter((who) => !known.includes(who))).toEqual([]);
  });
});
