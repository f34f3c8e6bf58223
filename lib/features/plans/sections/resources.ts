import { z } from "zod";
import { choice, dateText, facilityIds, languageCodes, mediumText, rowId, rows, shortText } from "./fields";

export const serviceStateLabels = { existing: "Offered now", expanded: "Expanded", new: "New" } as const;
export const channelKindLabels = {
  website: "Website",
  in_person: "In person",
  telephone: "Telephone",
  print: "Print",
  social_media: "Social media",
  radio_tv: "Radio or television",
  partners: "Community partners",
  other: "Another channel",
} as const;

const serviceSchema = z.object({
  id: rowId,
  name: shortText,
  description: mediumText,
  serviceState: choice(["existing", "expanded", "new"]),
});
export type Service = z.infer<typeof serviceSchema>;

const channelSchema = z.object({
  id: rowId,
  kind: choice([
    "website",
    "in_person",
    "telephone",
    "print",
    "social_media",
    "radio_tv",
    "partners",
    "other",
  ]),
  description: mediumText,
  facilityIds,
  languages: languageCodes,
});
export type Channel = z.infer<typeof channelSchema>;

const postingSchema = z.object({
  id: rowId,
  notice: shortText,
  place: mediumText,
  languages: languageCodes,
  postedOn: dateText,
});
export type Posting = z.infer<typeof postingSchema>;

export const resourcesSchema = z.object({
  services: rows(serviceSchema, 200),
  channels: rows(channelSchema, 100),
  postings: rows(postingSchema, 500),
});
export type Resources = z.infer<typeof resourcesSchema>;

export function emptyResources(): Resources {
  return resourcesSchema.parse({});
}
