export { readCalendarHandler as GET } from "@/lib/features/notifications/handlers";
