/** What a person is told for each code that the actions of this feature can answer. */
const complianceMessages: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: "You were signed out. Sign in again in another tab, then press the button again.",
  NOT_FOUND: "This directive does not exist, or you may not see where it stands.",
  NO_CONNECTION: "There is no connection. Try again once the network is back.",
};
const unexpected = "Something went wrong on our side. Nothing was sent; try again in a moment.";

/** The words for a code; of an unexpected error with the reference that the log holds too. */
export function complianceMessage(error: { code: string; details?: unknown }): string {
  const words = complianceMessages[error.code] ?? unexpected;
  const reference = (error.details as { reference?: string } | undefined)?.reference;
  return reference ? `${words} Reference: ${reference}` : words;
}
