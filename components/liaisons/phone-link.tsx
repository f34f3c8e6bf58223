import clsx from "clsx";

/** "(213) 555-0142 ext. 12" as "tel:+12135550142;ext=12". */
export function phoneHref(phone: string): string {
  const [main = "", extension] = phone.split(" ext. ");
  const digits = main.replace(/\D/g, "");
  const number = main.startsWith("+") ? `+${digits}` : `+1${digits}`;
  return `tel:${number}${extension ? `;ext=${extension}` : ""}`;
}

export function PhoneLink({ phone, className }: { phone: string; className?: string }) {
  return (
    <a
      href={phoneHref(phone)}
      className={clsx(
        "tabular inline-flex min-h-6 items-center whitespace-nowrap max-md:min-h-11",
        className,
      )}
    >
      {phone}
    </a>
  );
}
