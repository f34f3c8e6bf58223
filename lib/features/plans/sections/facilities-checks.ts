import {
  count,
  type Finding,
  fieldPath,
  isBlank,
  judge,
  met,
  notYet,
  rowLabel,
  type SectionCheck,
} from "./check";
import type { Facilities, Facility } from "./facilities";

const all = (content: Facilities): readonly Facility[] => content.facilities;

const listedFacilities: SectionCheck<Facilities> = (content) => {
  if (content.facilities.length === 0) return notYet("No facility is listed yet.", "facilities");
  const findings: Finding[] = [];
  for (const [index, facility] of all(content).entries()) {
    const label = rowLabel("Facility", facility.name, index);
    const missing = [
      ["name", "name"],
      ["kind", "kind"],
      ["address", "address"],
      ["hours", "opening hours"],
    ] as const;
    for (const [field, words] of missing) {
      if (!isBlank(facility[field])) continue;
      findings.push({
        path: fieldPath("facilities", facility.id, field),
        why: `${label} has no ${words}`,
        group: words,
        many: (amount) => `${count(amount, "facility has", "facilities have")} no ${words}`,
      });
    }
  }
  return judge(
    findings,
    `${count(content.facilities.length, "facility is", "facilities are")} listed with address, kind and hours.`,
  );
};

const classifiedAreas: SectionCheck<Facilities> = (content) => {
  if (content.facilities.length === 0) return notYet("No facility is listed yet.", "facilities");
  const findings: Finding[] = [];
  for (const [index, facility] of all(content).entries()) {
    const label = rowLabel("Facility", facility.name, index);
    if (facility.areas.length === 0) {
      findings.push({
        path: fieldPath("facilities", facility.id, "areas"),
        why: `${label} has no area`,
        group: "none",
        many: (amount) => `${count(amount, "facility has", "facilities have")} no area`,
      });
    }
    for (const area of facility.areas) {
      const isOpen = area.areaClass === "" || (area.areaClass === "non_public" && area.accessBy === "");
      if (!isOpen) continue;
      const field = area.areaClass === "" ? "areaClass" : "accessBy";
      findings.push({
        path: fieldPath("facilities", facility.id, "areas", area.id, field),
        why:
          field === "areaClass"
            ? `${label}: the area '${area.name || "without a name"}' is not classified`
            : `${label}: say how the non-public area '${area.name || "without a name"}' shows (badge, key or permission)`,
        group: field,
        many: (amount) =>
          field === "areaClass"
            ? `${count(amount, "area is", "areas are")} not classified`
            : `${count(amount, "non-public area does", "non-public areas do")} not say how they show`,
      });
    }
  }
  return judge(findings, "Every area is classified public or non-public.");
};

const namedTenants: SectionCheck<Facilities> = (content) => {
  if (content.tenantsAnswer === "none") return met("The department states that it has no tenants.");
  if (content.tenantsAnswer === "" || content.tenants.length === 0) {
    return notYet(
      "List the tenant spaces and who holds each lease, or state that there are none.",
      "tenantsAnswer",
    );
  }
  const findings: Finding[] = [];
  for (const [index, tenant] of content.tenants.entries()) {
    const label = rowLabel("Tenant space", tenant.space, index);
    if (isBlank(tenant.space))
      findings.push({ path: fieldPath("tenants", tenant.id, "space"), why: `${label} has no name` });
    if (isBlank(tenant.leaseHolder)) {
      findings.push({
        path: fieldPath("tenants", tenant.id, "leaseHolder"),
        why: `${label} names no lease-holder`,
      });
    }
  }
  return judge(findings, `${count(content.tenants.length, "tenant space is", "tenant spaces are")} listed.`);
};

const signedBoundaries: SectionCheck<Facilities> = (content) => {
  if (content.facilities.length === 0) return notYet("No facility is listed yet.", "facilities");
  const findings: Finding[] = [];
  let signs = 0;
  for (const [index, facility] of all(content).entries()) {
    // Until each area has its class, nobody can say that no sign is owed.
    if (facility.areas.length === 0 || facility.areas.some((area) => area.areaClass === "")) {
      findings.push({
        path: fieldPath("facilities", facility.id, "areas"),
        why: `${rowLabel("Facility", facility.name, index)}: classify its areas first`,
        group: "class",
        many: (amount) => `Classify the areas of ${count(amount, "facility", "facilities")} first`,
      });
    }
    for (const area of facility.areas) {
      if (area.areaClass !== "non_public") continue;
      signs += 1;
      if (area.signStatus !== "") continue;
      findings.push({
        path: fieldPath("facilities", facility.id, "areas", area.id, "signStatus"),
        why: `${facility.name || "A facility"}: say whether '${area.name || "the non-public area"}' carries its sign`,
        group: "sign",
        many: (amount) =>
          `${count(amount, "non-public area does", "non-public areas do")} not say whether their sign is up`,
      });
    }
  }
  return judge(
    findings,
    signs === 0
      ? "There is no non-public area."
      : `Sign status is given for ${count(signs, "non-public area")}.`,
  );
};

const guardedProperty: SectionCheck<Facilities> = (content) => {
  if (content.atRiskAnswer === "none")
    return met("The department states that none of its property is at risk.");
  if (content.atRiskAnswer === "" || content.atRiskProperties.length === 0) {
    return notYet(
      "List the property at risk with the measure for each, or state that there is none.",
      "atRiskAnswer",
    );
  }
  const findings: Finding[] = [];
  for (const [index, property] of content.atRiskProperties.entries()) {
    const label = rowLabel("Property", property.property, index);
    if (isBlank(property.property))
      findings.push({
        path: fieldPath("atRiskProperties", property.id, "property"),
        why: `${label} has no name`,
      });
    if (property.measure === "")
      findings.push({
        path: fieldPath("atRiskProperties", property.id, "measure"),
        why: `${label} has no measure`,
      });
    if (property.measureStatus === "") {
      findings.push({
        path: fieldPath("atRiskProperties", property.id, "measureStatus"),
        why: `${label}: say how far the measure is`,
      });
    }
  }
  return judge(
    findings,
    `${count(content.atRiskProperties.length, "property is", "properties are")} identified with a measure.`,
  );
};

export const facilitiesChecks = {
  "FAC-1": listedFacilities,
  "FAC-2": classifiedAreas,
  "FAC-3": namedTenants,
  "FAC-4": signedBoundaries,
  "FAC-5": guardedProperty,
} as const satisfies Record<string, SectionCheck<Facilities>>;
