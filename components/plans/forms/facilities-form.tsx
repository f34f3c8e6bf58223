"use client";

import { useWatch } from "react-hook-form";
import { v4 as newRowId } from "uuid";
import {
  CheckboxGroupField,
  optionsOf,
  RadioGroupField,
  SelectField,
} from "@/components/forms/choice-fields";
import { RepeatingGroup } from "@/components/forms/repeating-group";
import { TextAreaField } from "@/components/forms/text-area-field";
import { DateField, TextField } from "@/components/forms/text-field";
import {
  type Area,
  type AtRiskProperty,
  accessByLabels,
  areaClassLabels,
  type Facility,
  measureLabels,
  measureStatusLabels,
  riskUseLabels,
  signStatusLabels,
  suggestedFacilityKinds,
  type Tenant,
} from "@/lib/features/plans/sections/facilities";
import { FacilityField, type FacilityName } from "./facility-fields";

const newArea = (): Area => ({ id: newRowId(), name: "", areaClass: "", accessBy: "", signStatus: "" });
const newFacility = (): Facility => ({
  id: newRowId(),
  name: "",
  kind: "",
  address: "",
  hours: "",
  areas: [newArea()],
});
const newTenant = (): Tenant => ({ id: newRowId(), facilityId: "", space: "", leaseHolder: "", contact: "" });
const newProperty = (): AtRiskProperty => ({
  id: newRowId(),
  facilityId: "",
  property: "",
  uses: [],
  measure: "",
  measureDetail: "",
  measureStatus: "",
  dueOn: "",
});

export function FacilitiesForm() {
  return (
    <>
      <RepeatingGroup
        name="facilities"
        label="Facilities and worksites"
        noun="facility"
        titleOf={facilityTitle}
        createRow={newFacility}
      >
        {(path) => <FacilityFields path={path} />}
      </RepeatingGroup>
      <Tenants />
      <AtRiskProperties />
      <datalist id="facility-kinds">
        {suggestedFacilityKinds.map((kind) => (
          <option key={kind} value={kind} />
        ))}
      </datalist>
    </>
  );
}

function facilityTitle(facility: Facility, index: number): string {
  const areas = facility.areas?.length ?? 0;
  return `${facility.name?.trim() || `Facility ${index + 1}`} · ${areas} ${areas === 1 ? "area" : "areas"}`;
}

function FacilityFields({ path }: { path: string }) {
  return (
    <>
      <TextField name={`${path}.name`} label="Name" />
      <TextField name={`${path}.kind`} label="Kind" width="md" list="facility-kinds" />
      <TextField
        name={`${path}.address`}
        label="Address"
        hint="Street, city and ZIP code; for a worksite, where it is."
      />
      <TextField
        name={`${path}.hours`}
        label="Opening hours"
        hint="As in Monday to Friday, 8 a.m. to 5 p.m."
      />
      <RepeatingGroup
        name={`${path}.areas`}
        label="Areas"
        noun="area"
        titleOf={areaTitle}
        createRow={newArea}
      >
        {(area) => <AreaFields path={area} />}
      </RepeatingGroup>
    </>
  );
}

function areaTitle(area: Area, index: number): string {
  const name = area.name?.trim() || `Area ${index + 1}`;
  return area.areaClass ? `${name} · ${areaClassLabels[area.areaClass]}` : `${name} · not classed yet`;
}

function AreaFields({ path }: { path: string }) {
  const areaClass: unknown = useWatch({ name: `${path}.areaClass` });
  return (
    <>
      <TextField name={`${path}.name`} label="Area" hint="As in Lobby, Staff offices, Server room." />
      <RadioGroupField
        name={`${path}.areaClass`}
        label="Public or non-public"
        hint="Non-public: a person needs a badge, a key or permission to be there."
        options={optionsOf(areaClassLabels)}
        isInline
      />
      {areaClass === "non_public" && (
        <>
          <SelectField
            name={`${path}.accessBy`}
            label="What a person needs to be there"
            options={optionsOf(accessByLabels)}
          />
          <SelectField
            name={`${path}.signStatus`}
            label="Sign at the boundary"
            options={optionsOf(signStatusLabels)}
          />
        </>
      )}
    </>
  );
}

function useFacilityNames(): FacilityName[] {
  const facilities = useWatch({ name: "facilities" }) as Facility[] | undefined;
  return (facilities ?? []).map(({ id, name }) => ({ id, name }));
}

function Tenants() {
  const answer: unknown = useWatch({ name: "tenantsAnswer" });
  return (
    <div className="flex flex-col gap-4">
      <RadioGroupField
        name="tenantsAnswer"
        label="Does anybody else hold a lease, concession or shared space in the department's buildings?"
        options={[
          { value: "listed", label: "Yes, listed below" },
          { value: "none", label: "None" },
        ]}
        isInline
      />
      {answer === "listed" && (
        <RepeatingGroup
          name="tenants"
          label="Tenants and lease-holders"
          noun="tenant"
          titleOf={(tenant: Tenant, index) => tenant.leaseHolder?.trim() || `Tenant ${index + 1}`}
          createRow={newTenant}
        >
          {(path) => <TenantFields path={path} />}
        </RepeatingGroup>
      )}
    </div>
  );
}

function TenantFields({ path }: { path: string }) {
  return (
    <>
      <TextField name={`${path}.leaseHolder`} label="Who holds the lease" />
      <FacilityField name={`${path}.facilityId`} facilities={useFacilityNames()} />
      <TextField name={`${path}.space`} label="Space" hint="As in Cafe on the ground floor." />
      <TextField
        name={`${path}.contact`}
        label="Contact of the tenant"
        hint="A post or a number, reachable while the space is open."
      />
    </>
  );
}

function AtRiskProperties() {
  const answer: unknown = useWatch({ name: "atRiskAnswer" });
  return (
    <div className="flex flex-col gap-4">
      <RadioGroupField
        name="atRiskAnswer"
        label="Is there property that could be used as a staging area, processing location or operations base?"
        hint="Lots, yards, garages, vacant or open buildings."
        options={[
          { value: "listed", label: "Yes, listed below" },
          { value: "none", label: "None" },
        ]}
        isInline
      />
      {answer === "listed" && (
        <RepeatingGroup
          name="atRiskProperties"
          label="Property at risk of such use"
          noun="property"
          titleOf={(property: AtRiskProperty, index) => property.property?.trim() || `Property ${index + 1}`}
          createRow={newProperty}
        >
          {(path) => <AtRiskFields path={path} />}
        </RepeatingGroup>
      )}
    </div>
  );
}

function AtRiskFields({ path }: { path: string }) {
  return (
    <>
      <TextField name={`${path}.property`} label="Property" />
      <FacilityField name={`${path}.facilityId`} facilities={useFacilityNames()} />
      <CheckboxGroupField
        name={`${path}.uses`}
        label="Could be used as"
        options={optionsOf(riskUseLabels)}
        isInline
      />
      <SelectField name={`${path}.measure`} label="Measure" options={optionsOf(measureLabels)} />
      <TextAreaField name={`${path}.measureDetail`} label="Where and how" rows={2} />
      <SelectField
        name={`${path}.measureStatus`}
        label="Status of the measure"
        options={optionsOf(measureStatusLabels)}
      />
      <DateField name={`${path}.dueOn`} label="In place by" />
    </>
  );
}
