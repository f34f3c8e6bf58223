import Link from "next/link";

/** Links to the neighbouring pages of a list; nothing when there is only one. */
export function Pagination({
  page,
  pages,
  hrefFor,
  scroll = true,
}: {
  page: number;
  pages: number;
  hrefFor: (page: number) => string;
  /** Whether the neighbouring page is read from its top; false leaves the reader at the list. */
  scroll?: boolean;
}) {
  if (pages <= 1) return null;
  const look = "inline-flex min-h-11 items-center rounded-md border border-line bg-surface px-4";
  return (
    <nav aria-label="Pages" className="print-hidden flex items-center justify-between gap-4">
      {page > 1 ? (
        <Link className={look} href={hrefFor(page - 1)} scroll={scroll}>
          Previous page
        </Link>
      ) : (
        <span />
      )}
      <span className="tabular text-14 text-muted">
        Page {page.toLocaleString("en-US")} of {pages.toLocaleString("en-US")}
      </span>
      {page < pages ? (
        <Link className={look} href={hrefFor(page + 1)} scroll={scroll}>
          Next page
        </Link>
      ) : (
        <span />
      )}
    </nav>
  );
}
