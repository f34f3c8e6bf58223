import { TabLinks } from "@/components/ui/tab-links";

/** The three ways to the liaisons: who they are, whom to call now, whether they answer. */
export function DirectoryTabs({ current }: { current: "directory" | "call" | "drills" }) {
  const tab = (name: typeof current, href: string, label: string) => ({
    href,
    label,
    isCurrent: current === name,
  });
  return (
    <TabLinks
      label="Liaisons"
      tabs={[
        tab("directory", "/mayor/liaisons", "Directory"),
        tab("call", "/mayor/call", "Who to call"),
        tab("drills", "/mayor/drills", "Drills"),
      ]}
    />
  );
}
