import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actorWith, grantIn, library, officeGrant, parks } from "@/tests/factories/actors";
import {
  actingRole,
  departmentRoles,
  hasDepartmentRole,
  hasOfficeRole,
  officeRoles,
  type RoleGrant,
  toRoleGrant,
} from "./actor";

const grants = fc.oneof(
  fc.record({ role: fc.constantFrom(...departmentRoles) }).map(({ role }) => grantIn(library, role)),
  fc.record({ role: fc.constantFrom(...departmentRoles) }).map(({ role }) => grantIn(parks, role)),
  fc.constantFrom(...officeRoles).map(officeGrant),
);

describe("a role", () => {
  it("of a department counts in that department alone", () => {
    fc.assert(
      fc.property(fc.array(grants), (roles) => {
        const elsewhere = roles.filter((grant) => grant.departmentId !== library);
        expect(hasDepartmentRole(actorWith(...elsewhere), library, departmentRoles)).toBe(false);
      }),
    );
  });

  it("in a place where it means nothing is no grant", () => {
    expect(toRoleGrant({ role: "reviewer", departmentId: library, office: null })).toBeNull();
    expect(toRoleGrant({ role: "certifier", departmentId: null, office: "mayor" })).toBeNull();
    expect(toRoleGrant({ role: "certifier", departmentId: library, office: null })).toEqual(
      grantIn(library, "certifier"),
    );
    expect(toRoleGrant({ role: "reviewer", departmentId: null, office: "mayor" })).toEqual(
      officeGrant("reviewer"),
    );
  });

  it("of an office counts only where it is held from an office", () => {
    const forged = { role: "reviewer", departmentId: library, office: null } as unknown as RoleGrant;
    expect(hasOfficeRole(actorWith(forged), ["reviewer"])).toBe(false);
    expect(hasOfficeRole(actorWith(officeGrant("reviewer")), ["reviewer"])).toBe(true);
  });

  it("is taken away with its grant: whoever holds none may do nothing", () => {
    expect(hasDepartmentRole(actorWith(), library, departmentRoles)).toBe(false);
    expect(hasOfficeRole(actorWith(), officeRoles)).toBe(false);
    expect(actingRole(actorWith(), library, [...departmentRoles, ...officeRoles])).toBeNull();
  });
});

describe("the role under which an act is written down", () => {
  it("is one that the actor holds, in that department or in an office, and that allows the act", () => {
    fc.assert(
      fc.property(fc.array(grants), fc.subarray([...departmentRoles, ...officeRoles]), (roles, among) => {
        const role = actingRole(actorWith(...roles), library, among);
        const held = roles
          .filter((grant) => grant.departmentId !== parks)
          .map((grant) => grant.role)
          .filter((one) => among.includes(one));
        expect(role === null ? held.length === 0 : held.includes(role)).toBe(true);
      }),
    );
  });
});
