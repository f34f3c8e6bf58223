declare const brand: unique symbol;

/** A string that only the named kind of record may be looked up with. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type PersonId = Id<"Person">;
export type SessionId = Id<"Session">;
export type DepartmentId = Id<"Department">;
export type DirectiveId = Id<"Directive">;
export type PlanId = Id<"Plan">;
export type PlanVersionId = Id<"PlanVersion">;
export type DesignationId = Id<"Designation">;
export type MessageId = Id<"Message">;

/** Whether a text out of an address or a cookie can be an id at all; the database throws at any other. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/**
 * Marks a string as an id of one kind. Only for values that come out of the database or that a schema
 * has just checked; the compiler trusts it from there on.
 */
export function asId<Kind extends string>(value: string): Id<Kind> {
  return value as Id<Kind>;
}
