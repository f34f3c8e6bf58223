import clsx from "clsx";
import Link from "next/link";
import type { ComponentProps } from "react";

type Variant = "primary" | "secondary" | "quiet" | "danger";
type Size = "md" | "sm";

const variants: Readonly<Record<Variant, string>> = {
  primary: "border-transparent bg-action text-on-action hover:bg-action-hover hover:text-on-action",
  secondary: "border-strong bg-surface text-ink hover:bg-sunken hover:text-ink",
  quiet: "border-transparent bg-transparent text-action underline-offset-2 hover:bg-sunken",
  danger: "border-late-line bg-late-bg text-late hover:bg-surface",
};

const sizes: Readonly<Record<Size, string>> = {
  md: "min-h-11 px-4 py-2 text-16",
  sm: "min-h-9 px-3 py-1 text-14 max-sm:min-h-11",
};

function look(variant: Variant, size: Size, className?: string): string {
  return clsx(
    "inline-flex cursor-pointer items-center justify-center gap-2 rounded-md border font-medium no-underline print-hidden",
    variants[variant],
    sizes[size],
    className,
  );
}

export function Button({
  variant = "primary",
  size = "md",
  className,
  type = "button",
  ...rest
}: ComponentProps<"button"> & { variant?: Variant; size?: Size }) {
  return <button type={type} className={look(variant, size, className)} {...rest} />;
}

export function ButtonLink({
  variant = "primary",
  size = "md",
  className,
  ...rest
}: ComponentProps<typeof Link> & { variant?: Variant; size?: Size }) {
  return <Link className={look(variant, size, className)} {...rest} />;
}
