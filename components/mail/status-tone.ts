import type { Tone } from "@/components/ui/tone";
import type { ShownStatus } from "@/lib/features/mail/types";

export const statusTones: Readonly<Record<ShownStatus, Tone>> = {
  queued: "waiting",
  given_up: "late",
  refused: "late",
  kept: "attention",
  sent: "done",
  cancelled: "neutral",
};
