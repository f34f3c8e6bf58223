import { z } from "zod";
import { choice, dateText, listedOrNone, mediumText, rowId, rows, shortText } from "./fields";

export const suggestedFacilityKinds = [
  "Office",
  "Public counter",
  "Library",
  "Park or recreation center",
  "Community or senior center",
  "Child-care center",
  "Yard or workshop",
  "Plant or station",
  "Terminal",
  "Warehouse",
  "Parking facility",
  "Field worksite",
] as const;

export const areaClassLabels = { public: "Public", non_public: "Non-public" } as const;
export const accessByLabels = { badge: "Badge", key: "Key", permission: "Permission" } as const;
export const signStatusLabels = { posted: "Posted", ordered: "Ordered", missing: "No sign yet" } as const;
export const riskUseLabels = {
  staging: "Staging area",
  processing: "Processing location",
  operations_base: "Operations base",
} as const;
export const measureLabels = {
  sign: "Sign",
  gate: "Gate",
  lock: "Lock",
  barrier: "Barrier",
  other: "Another measure",
} as const;
export const measureStatusLabels = { planned: "Planned", ordered: "Ordered", in_place: "In place" } as const;

const areaSchema = z.object({
  id: rowId,
  name: shortText,
  areaClass: choice(["public", "non_public"]),
  /** What a person needs to be there: how a non-public area shows. */
  accessBy: choice(["badge", "key", "permission"]),
  signStatus: choice(["posted", "ordered", "missing"]),
});
export type Area = z.infer<typeof areaSchema>;

const facilitySchema = z.object({
  id: rowId,
  name: shortText,
  kind: shortText,
  address: mediumText,
  hours: mediumText,
  areas: rows(areaSchema, 60),
});
export type Facility = z.infer<typeof facilitySchema>;

const tenantSchema = z.object({
  id: rowId,
  facilityId: z.union([rowId, z.literal("")]).default(""),
  space: shortText,
  leaseHolder: shortText,
  contact: mediumText,
});
export type Tenant = z.infer<typeof tenantSchema>;

const atRiskPropertySchema = z.object({
  id: rowId,
  facilityId: z.union([rowId, z.literal("")]).default(""),
  property: shortText,
  uses: z
    .array(z.enum(["staging", "processing", "operations_base"]))
    .max(3)
    .default([]),
  measure: choice(["sign", "gate", "lock", "barrier", "other"]),
  measureDetail: mediumText,
  measureStatus: choice(["planned", "ordered", "in_place"]),
  dueOn: dateText,
});
export type AtRiskProperty = z.infer<typeof atRiskPropertySchema>;

export const facilitiesSchema = z.object({
  facilities: rows(facilitySchema, 500),
  tenantsAnswer: listedOrNone,
  tenants: rows(tenantSchema, 1_000),
  atRiskAnswer: listedOrNone,
  atRiskProperties: rows(atRiskPropertySchema, 500),
});
export type Facilities = z.infer<typeof facilitiesSchema>;

export function emptyFacilities(): Facilities {
  return facilitiesSchema.parse({});
}
