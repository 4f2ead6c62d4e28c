/** How the page looks on this machine: kept here, never in the case. */
export type Theme = 'system' | 'light' | 'dark';

const THEME = 'recount-theme';
const PANE = 'recount-pane';
const themes: readonly Theme[] = ['system', 'light', 'dark'];

function stored<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  const found = typeof localStorage === 'undefined' ? null : localStorage.getItem(key);
  return allowed.find((value) => value === found) ?? otherwise;
}

class Look {
  theme = $state<Theme>(stored(THEME, themes, 'system'));
  isPaneOpen = $state(stored(PANE, ['open', 'closed'], 'open') === 'open');
  /** On a narrow page the pane is a sheet, which opens only when a passage is asked for. */
  isSheetOpen = $state(false);

  setTheme(theme: Theme): void {
    this.theme = theme;
    localStorage.setItem(THEME, theme);
    this.apply();
  }

  nextTheme(): void { this.setTheme(themes[(themes.indexOf(this.theme) + 1) % themes.length] ?? 'system'); }

  apply(): void {
    if (this.theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = this.theme;
  }

  /** As in `style/base.css`: the page scrolls as a whole, the rail is a menu, the pane a sheet. */
  get isNarrow(): boolean { return matchMedia('(max-width: 64rem)').matches; }

  togglePane(): void {
    if (this.isNarrow) this.isSheetOpen = !this.isSheetOpen;
    else this.setPane(!this.isPaneOpen);
  }

  setPane(open: boolean): void {
    this.isPaneOpen = open;
    localStorage.setItem(PANE, open ? 'open' : 'closed');
  }

  /** A passage was asked for: whatever shape the pane has, it is to be seen. */
  showPane(): void {
    if (this.isNarrow) this.isSheetOpen = true;
    else if (!this.isPaneOpen) this.setPane(true);
  }
}

export const look = new Look();
