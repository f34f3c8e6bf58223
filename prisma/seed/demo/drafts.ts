import {
  emptySections,
  type SectionContents,
  type SectionName,
  sectionNames,
} from "@/lib/features/plans/schema";
import { variant } from "./scenario";

/** What a section looks like when its authors have not come to its end. */
const unfinished: {
  readonly [Section in SectionName]?: (content: SectionContents[Section]) => SectionContents[Section];
} = {
  facilities: (content) => ({ ...content, tenantsAnswer: emptySections().facilities.tenantsAnswer }),
  protocols: (content) => ({ ...content, escalation: [] }),
  training: (content) => ({ ...content, newHireRule: "" }),
  reporting: (content) => ({ ...content, targetMinutes: "" }),
  records: (content) => ({ ...content, counsel: "", routedBy: "" }),
  resources: (content) => ({ ...content, channels: [] }),
};

function leaveOpen<Section extends SectionName>(
  section: Section,
  content: SectionContents[Section],
): SectionContents[Section] {
  return unfinished[section]?.(content) ?? content;
}

/** How far a draft has come: the sections that are written so far, the last of them not to its end. */
function draftOf(code: string, whole: SectionContents): SectionContents {
  const written = sectionNames.slice(0, 2 + (variant(code) % 7));
  const last = written.at(-1);
  const empty = emptySections();
  return Object.fromEntries(
    sectionNames.map((name) => [
      name,
      name === last ? leaveOpen(name, whole[name]) : written.includes(name) ? whole[name] : empty[name],
    ]),
  ) as SectionContents;
}

/** The Library's draft: nearly done, and open in the places where a newcomer will begin. */
function libraryDraft(whole: SectionContents): SectionContents {
  const { facilities, training } = whole;
  return {
    ...whole,
    facilities: {
      ...facilities,
      facilities: facilities.facilities.map((facility, index) =>
        index === 2 ? { ...facility, address: "" } : facility,
      ),
    },
    training: { ...training, newHireRule: "" },
    certification: emptySections().certification,
  };
}

export function draftedContents(code: string, whole: SectionContents): SectionContents {
  return code === "LAPL" ? libraryDraft(whole) : draftOf(code, whole);
}
