"use client";

import { v4 as newRowId } from "uuid";
import { optionsOf, SelectField } from "@/components/forms/choice-fields";
import { RepeatingGroup } from "@/components/forms/repeating-group";
import { TextAreaField } from "@/components/forms/text-area-field";
import { DateField, TextField } from "@/components/forms/text-field";
import {
  type Channel,
  channelKindLabels,
  type Posting,
  type Service,
  serviceStateLabels,
} from "@/lib/features/plans/sections/resources";
import { FacilitiesField, type FacilityName } from "./facility-fields";
import { LanguagesField } from "./languages-field";

const newService = (): Service => ({ id: newRowId(), name: "", description: "", serviceState: "" });
const newChannel = (): Channel => ({
  id: newRowId(),
  kind: "",
  description: "",
  facilityIds: [],
  languages: ["en"],
});
const newPosting = (): Posting => ({
  id: newRowId(),
  notice: "",
  place: "",
  languages: ["en"],
  postedOn: "",
});

export function ResourcesForm({ facilities }: { facilities: readonly FacilityName[] }) {
  return (
    <>
      <RepeatingGroup
        name="services"
        label="Services for affected families"
        noun="service"
        titleOf={(service: Service, index) => service.name?.trim() || `Service ${index + 1}`}
        createRow={newService}
      >
        {(path) => (
          <>
            <TextField name={`${path}.name`} label="Service" />
            <TextAreaField name={`${path}.description`} label="What it offers, and where" rows={2} />
            <SelectField
              name={`${path}.serviceState`}
              label="State"
              options={optionsOf(serviceStateLabels)}
            />
          </>
        )}
      </RepeatingGroup>
      <RepeatingGroup
        name="channels"
        label="How they are made known"
        noun="channel"
        titleOf={(channel: Channel, index) =>
          channel.kind ? channelKindLabels[channel.kind] : `Channel ${index + 1}`
        }
        createRow={newChannel}
      >
        {(path) => (
          <>
            <SelectField name={`${path}.kind`} label="Channel" options={optionsOf(channelKindLabels)} />
            <TextAreaField name={`${path}.description`} label="What is said there" rows={2} />
            <LanguagesField name={`${path}.languages`} label="Languages of this channel" />
            <FacilitiesField
              name={`${path}.facilityIds`}
              label="At which facilities"
              facilities={facilities}
            />
          </>
        )}
      </RepeatingGroup>
      <RepeatingGroup
        name="postings"
        label="Postings"
        noun="posting"
        titleOf={(posting: Posting, index) => posting.notice?.trim() || `Posting ${index + 1}`}
        createRow={newPosting}
      >
        {(path) => (
          <>
            <TextField
              name={`${path}.notice`}
              label="Notice"
              hint="As in Know your rights at City facilities."
            />
            <TextField name={`${path}.place`} label="Where it hangs" />
            <LanguagesField name={`${path}.languages`} label="Languages of this posting" />
            <DateField name={`${path}.postedOn`} label="Posted on" />
          </>
        )}
      </RepeatingGroup>
    </>
  );
}
