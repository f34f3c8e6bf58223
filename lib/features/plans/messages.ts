/** What a person is told for each code that a plan's actions can answer. */
export const planMessages: Readonly<Record<string, string>> = {
  UNAUTHENTICATED:
    "You were signed out. Sign in again in another tab, then press the button again: what you typed is still here.",
  NOT_FOUND: "This plan does not exist, or you may not open it.",
  INVALID_INPUT: "Some answers cannot be saved as they stand. Mend the fields below.",
  UNEXPECTED: "Something went wrong on our side. What you typed is still here; try again in a moment.",
  NO_CONNECTION: "There is no connection. Nothing has changed; try again once the network is back.",
  WRONG_STATE:
    "The plan has moved on since this page was opened. Reload the page to see where it stands now.",
  NOT_EDITABLE:
    "The plan has been submitted and cannot be changed now. Withdraw it or begin the next version first.",
  STALE_REVISION: "Someone else saved this section since you opened it. Compare both texts and choose.",
  CHANGED_SINCE_READ:
    "The plan has changed since you opened this page, so that you would certify what you have not read.",
  REQUIREMENTS_UNMET: "The plan cannot be submitted yet: required items are not met.",
  WRONG_PASSWORD: "That is not your password. Type the password you sign in with.",
  NAME_MISMATCH: "Type your name as it stands in your account, so that the certification is yours.",
  TOO_MANY_ATTEMPTS: "Too many wrong passwords. Wait 15 minutes, then try again.",
  REASON_MISSING: "Say why, so that the people who get the plan back know what to do.",
};
