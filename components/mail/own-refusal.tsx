import { Notice } from "@/components/ui/notice";
import { plainRefusal } from "@/lib/features/mail/messages";
import type { UnreachableLine } from "@/lib/features/mail/types";
import { formatDateTime } from "@/lib/kernel/format-date";

/** To the person whose own address refuses: since when, why, and who mends it. */
export function OwnRefusal({ refused }: { refused: UnreachableLine }) {
  return (
    <Notice tone="attention" title="Mail to you is refused">
      <p className="wrap-anywhere">
        {refused.address} cannot be reached since {formatDateTime(refused.unreachableSince)}.{" "}
        {plainRefusal(refused.lastRefusal)}{" "}
        <span className="text-14 text-muted">
          (The mail server: <q>{refused.lastRefusal}</q>)
        </span>
      </p>
      <p>
        Until something is taken there again, you hear of things in the inbox alone, whatever is chosen below.
        Whoever runs your mail can let the portal's mail through; an administrator of the Mayor's Office
        changes your address.
      </p>
    </Notice>
  );
}
