import { z } from "zod";

/** The dead letters to set going again, as they stood on the page. */
export const replaySchema = z.object({
  ids: z.array(z.uuid()).min(1, "Choose what to set going again.").max(1_000),
});
