"use client";

import { Component, type ReactNode } from "react";

type Seen = { readonly element: Element; readonly top: number };

/**
 * Keeps what has the focus where it is in the window when something comes or goes above it, as told by `above`. A
 * class, since only its snapshot is taken before the page changes; the browser's own anchoring does nothing at the
 * top of a page.
 */
export class SteadyFocus extends Component<{ above: boolean; children: ReactNode }> {
  override getSnapshotBeforeUpdate(before: Readonly<{ above: boolean }>): Seen | null {
    const element = document.activeElement;
    if (before.above === this.props.above || !element || element === document.body) return null;
    return { element, top: element.getBoundingClientRect().top };
  }

  override componentDidUpdate(_before: unknown, _state: unknown, seen: Seen | null): void {
    if (!seen?.element.isConnected) return;
    window.scrollBy({ top: seen.element.getBoundingClientRect().top - seen.top, behavior: "instant" });
  }

  override render(): ReactNode {
    return this.props.children;
  }
}
