/** The route the page is at. Views read `router.route` and change it with `go` and `set`; nothing else touches the address. */
import { format, parse, withParams, type Route } from './route.ts';

export type Change = Record<string, string | number | null | undefined>;

class Router {
  route = $state.raw<Route>(parse(''));

  start(): void {
    this.route = parse(location.hash);
    addEventListener('hashchange', () => { this.route = parse(location.hash); });
  }

  get screen(): string { return this.route.screen; }
  /** What is selected on this screen. */
  get selected(): string | null { return this.param('sel'); }
  /** What the passage pane shows: what was followed from there, else the selection. */
  get shown(): string | null { return this.param('show') ?? this.param('sel'); }

  param(name: string): string | null { return this.route.params[name] ?? null; }

  /** To another screen, as a new step in the history. */
  go(screen: string, params: Change = {}, path: string | null = null): void {
    this.#move({ screen, path, params: withParams({}, params) }, false);
  }

  /** Changes parameters of this screen; by default without a new step in the history. */
  set(change: Change, { push = false }: { push?: boolean } = {}): void {
    this.#move({ ...this.route, params: withParams(this.route.params, change) }, !push);
  }

  /** Selects a thing; what the pane was following is dropped. */
  select(id: string | null): void {
    if (id !== this.selected || this.param('show') !== null) this.set({ sel: id, show: null, quote: null });
  }

  #move(route: Route, replace: boolean): void {
    const address = format(route);
    if (address === location.hash) return;
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    this.route = parse(address);
  }
}

export const router = new Router();

export function href(screen: string, params: Change = {}, path: string | null = null): string {
  return format({ screen, path, params: withParams({}, params) });
}

/** The address of an account in the reader, at a place in it. */
export function readerHref(account: string, params: Change = {}): string { return href('reader', params, account); }
