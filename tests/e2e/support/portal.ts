import { openPortal } from "../../support/portal-process";

/** One portal for all the journeys, from an empty folder. The workers learn its address from their environment. */
export default async function setup(): Promise<() => Promise<void>> {
  const portal = await openPortal();
  process.env.PORTAL_UNDER_TEST = portal.url;
  process.env.PORTAL_UNDER_TEST_DATA = portal.dataFolder;
  return portal.close;
}
