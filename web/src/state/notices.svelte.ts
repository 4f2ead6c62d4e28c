/** One message at a time, for eyes and for screen readers: what was done, and what it changed. */
export interface Notice {
  text: string;
  /** Further lines: what a decision changed. */
  lines: readonly string[];
  isTrouble: boolean;
  /** What can be done about it. */
  button: { label: string; run: () => void } | null;
}

const SHOWN_MS = 9_000;

class Notices {
  current = $state.raw<Notice | null>(null);
  #timer = 0;

  say(text: string, more: Partial<Omit<Notice, 'text'>> = {}): void {
    this.current = { lines: [], isTrouble: false, button: null, ...more, text };
    clearTimeout(this.#timer);
    if (!this.current.isTrouble) this.#timer = window.setTimeout(() => this.dismiss(), SHOWN_MS);
  }

  trouble(text: string, lines: readonly string[] = []): void { this.say(text, { lines, isTrouble: true }); }

  dismiss(): void { this.current = null; }
}

export const notices = new Notices();
