/** What lies over the page: one thing at a time. */
export type Overlay = 'palette' | 'help' | 'menu';

class Overlays {
  current = $state<Overlay | null>(null);

  show(which: Overlay): void { this.current = this.current === which ? null : which; }
  close(): void { this.current = null; }
}

export const overlays = new Overlays();
