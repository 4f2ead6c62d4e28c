/** What lies over the page: one thing at a time. */
export type Overlay = 'palette' | 'help' | 'menu' | 'zone';

class Overlays {
  current = $state<Overlay | null>(null);

  show(which: Overlay): void { this.current = this.current === which ? null : which; }
  /** Of one kind only, when it is named: another may have been opened meanwhile. */
  close(which: Overlay | null = this.current): void { if (which === this.current) this.current = null; }
}

export const overlays = new Overlays();
