export { watchHandler as GET } from "@/lib/features/live/handlers";
