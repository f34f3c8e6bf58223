export {
  readSectionHandler as GET,
  saveSectionHandler as PUT,
} from "@/lib/features/plans/handlers";
