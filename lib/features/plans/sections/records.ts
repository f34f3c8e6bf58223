import { z } from "zod";
import { listedOrNone, longText, mediumText, rowId, rows, shortText } from "./fields";

export const heldDataLabels = { status: "Immigration status", birthplace: "Birthplace" } as const;

const recordSystemSchema = z.object({
  id: rowId,
  name: shortText,
  holds: z
    .array(z.enum(["status", "birthplace"]))
    .max(2)
    .default([]),
  /** Why a City service or the person's own case needs it. */
  ground: mediumText,
});
export type RecordSystem = z.infer<typeof recordSystemSchema>;

export const recordsSchema = z.object({
  systemsAnswer: listedOrNone,
  systems: rows(recordSystemSchema, 200),
  /** Who receives subpoenas, warrants and requests for records and routes them. */
  routedBy: shortText,
  /** The counsel to whom they go before anything is released. */
  counsel: shortText,
  routingDetail: longText,
});
export type Records = z.infer<typeof recordsSchema>;

export function emptyRecords(): Records {
  return recordsSchema.parse({});
}
