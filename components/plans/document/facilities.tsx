import {
  accessByLabels,
  areaClassLabels,
  type Facilities,
  type Facility,
  measureLabels,
  measureStatusLabels,
  riskUseLabels,
  signStatusLabels,
} from "@/lib/features/plans/sections/facilities";
import { formatDay } from "@/lib/kernel/calendar-day";
import { Entry, Facts, labelOf, Nothing, Part } from "./parts";

export function FacilitiesDocument({ content }: { content: Facilities }) {
  const nameOf = (id: string) => content.facilities.find((facility) => facility.id === id)?.name ?? "";
  return (
    <>
      <Part title="Facilities and worksites">
        {content.facilities.length === 0 && <Nothing>None listed.</Nothing>}
        {content.facilities.map((facility, index) => (
          <FacilityEntry key={facility.id} facility={facility} index={index} />
        ))}
      </Part>
      <Part title="Tenants and lease-holders">
        {content.tenantsAnswer !== "listed" && (
          <Nothing>{content.tenantsAnswer === "none" ? "None." : "Not answered."}</Nothing>
        )}
        {content.tenantsAnswer === "listed" &&
          content.tenants.map((tenant, index) => (
            <Entry key={tenant.id} title={tenant.leaseHolder || `Tenant ${index + 1}`}>
              <Facts
                items={[
                  ["Facility", nameOf(tenant.facilityId)],
                  ["Space", tenant.space],
                  ["Contact", tenant.contact],
                ]}
              />
            </Entry>
          ))}
      </Part>
      <Part title="Property at risk of use for staging, processing or operations">
        {content.atRiskAnswer !== "listed" && (
          <Nothing>{content.atRiskAnswer === "none" ? "None." : "Not answered."}</Nothing>
        )}
        {content.atRiskAnswer === "listed" &&
          content.atRiskProperties.map((property, index) => (
            <Entry key={property.id} title={property.property || `Property ${index + 1}`}>
              <Facts
                items={[
                  ["Facility", nameOf(property.facilityId)],
                  ["Could be used as", property.uses.map((use) => riskUseLabels[use]).join(", ")],
                  [
                    "Measure",
                    [labelOf(measureLabels, property.measure), property.measureDetail]
                      .filter(Boolean)
                      .join(": "),
                  ],
                  [
                    "Status",
                    [
                      labelOf(measureStatusLabels, property.measureStatus),
                      property.dueOn && `by ${formatDay(property.dueOn)}`,
                    ]
                      .filter(Boolean)
                      .join(", "),
                  ],
                ]}
              />
            </Entry>
          ))}
      </Part>
    </>
  );
}

function FacilityEntry({ facility, index }: { facility: Facility; index: number }) {
  return (
    <Entry title={facility.name || `Facility ${index + 1}`}>
      <p className="text-14 text-muted">
        {[facility.kind, facility.address, facility.hours].filter(Boolean).join(" · ") || "No address yet"}
      </p>
      {facility.areas.length === 0 ? (
        <Nothing>No areas listed.</Nothing>
      ) : (
        <ul className="mt-1 list-disc pl-5">
          {facility.areas.map((area, place) => (
            <li key={area.id}>
              {area.name || `Area ${place + 1}`}:{" "}
              {area.areaClass ? areaClassLabels[area.areaClass].toLowerCase() : "not classed"}
              {area.areaClass === "non_public" &&
                `; ${labelOf(accessByLabels, area.accessBy).toLowerCase() || "access not said"}; sign: ${labelOf(signStatusLabels, area.signStatus).toLowerCase() || "not said"}`}
            </li>
          ))}
        </ul>
      )}
    </Entry>
  );
}
