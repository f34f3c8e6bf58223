import { TabLinks } from "@/components/ui/tab-links";

const tabs = [
  { path: "", label: "Overview" },
  { path: "/sections", label: "Sections" },
  { path: "/requirements", label: "Requirements" },
] as const;

export function ComplianceTabs({ base, current }: { base: string; current: (typeof tabs)[number]["path"] }) {
  return (
    <TabLinks
      label="Compliance"
      items={tabs.map(({ path, label }) => ({ href: `${base}${path}`, label, isCurrent: path === current }))}
    />
  );
}
