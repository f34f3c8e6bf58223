"use client";

import { useEffect, useRef } from "react";

/** What stands in the way, each line linking to its field. Takes the focus when its lines change, and at each attempt. */
export function ErrorSummary({
  title = "There is a problem",
  errors,
  attempt = 0,
}: {
  title?: string;
  errors: readonly { href: string; message: string }[];
  /** How often the form was sent: the same mistakes made again are told again. */
  attempt?: number;
}) {
  const box = useRef<HTMLDivElement>(null);
  const key = errors.map((error) => error.message).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is a reason of its own.
  useEffect(() => {
    if (key) box.current?.focus();
  }, [key, attempt]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className="rounded-md border-2 border-late-line bg-late-bg p-4">
      <h2 className="text-18 text-late">{title}</h2>
      <ul className="mt-2 list-disc pl-5">
        {errors.map((error) => (
          <li key={`${error.href}${error.message}`}>
            <a href={error.href} className="text-late" onClick={(event) => focusField(event, error.href)}>
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function focusField(event: { preventDefault: () => void }, href: string): void {
  if (!href.startsWith("#")) return;
  const field = document.getElementById(href.slice(1));
  if (!field) return;
  event.preventDefault();
  field.scrollIntoView({ block: "center" });
  field.focus();
}
