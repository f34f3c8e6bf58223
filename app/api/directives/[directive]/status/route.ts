export { readStatusHandler as GET } from "@/lib/features/compliance/handlers";
