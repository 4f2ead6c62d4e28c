/** What the server said last about itself and the case, and whether it still answers. */
import { get, onOutcome, post, put } from '../api/client.ts';
import { follow, type Following } from '../api/events.ts';
import type { Problem } from '../api/problem.ts';
import { currentToken } from '../api/token.ts';
import type { StatusAnswer, StatusView } from '../api/types.ts';
import { language } from '../words/index.ts';
import { session } from './session.svelte.ts';

export type Connection = 'connecting' | 'live' | 'offline' | 'refused';

class Workbench {
  status = $state.raw<StatusView | null>(null);
  connection = $state<Connection>('connecting');
  #stream: Following | null = null;

  // Derived, so that whoever follows one of them is not told of every other word of the status.
  readonly revision = $derived(this.status?.revision ?? null);
  readonly hasCase = $derived(this.status?.case != null);
  /** Nothing can be changed: for nobody in a case that is open for reading, or for this user. */
  readonly isReadOnly = $derived((this.status?.case?.is_read_only ?? false) || !session.mayDecide);
  /** Under which things of this case are kept on this machine; users are not told where it lies. */
  readonly caseKey = $derived(this.status?.case?.dir || this.status?.case?.title || '');
  readonly isBuilding = $derived(!['none', 'ready', 'failed'].includes(this.status?.build.state ?? 'none'));

  start(): void {
    onOutcome((problem) => this.#hear(problem));
    session.start();
    void this.refresh().then(() => { if (!session.isNeeded) void session.look(); this.#follow(); });
  }

  #follow(): void {
    this.#stream = follow('/api/events', {
      onEvent: ({ name, data }) => { if (name === 'status') this.take(JSON.parse(data) as StatusView); },
      onState: (state) => this.#connect(state),
      isOpen: () => !session.isNeeded,
    });
  }

  take(status: StatusAnswer): void {
    if ('needs_login' in status) session.ask();
    else this.status = status;
  }

  async refresh(): Promise<void> {
    const asked = currentToken();
    try {
      const status = await get<StatusAnswer>('/api/status');
      if (!('needs_login' in status) || asked === currentToken()) this.take(status);
    } catch { /* `#hear` has been told */ }
  }

  /** The words of the server in the language of by now. */
  sayAgain(): void {
    this.#stream?.anew();
    void this.refresh();
  }

  tryNow(): void {
    this.#stream?.now();
    void this.refresh();
  }

  async openCase(dir: string): Promise<void> { this.take(await post<StatusView>('/api/case/open', { dir })); }
  async newCase(dir: string, title: string, zone: string): Promise<void> { this.take(await post<StatusView>('/api/case/new', { dir, title, zone })); }
  async openExample(dir: string): Promise<void> { this.take(await post<StatusView>('/api/case/example', { dir })); }
  /** `null` takes it away; what is derived anew follows by itself. */
  async setZone(zone: string | null): Promise<void> { this.take(await put<StatusView>('/api/case/zone', { zone })); }
  async closeCase(): Promise<void> { this.take(await post<StatusView>('/api/case/close')); }

  #connect(state: 'live' | 'offline' | 'refused'): void {
    const wasAway = this.connection === 'offline';
    this.connection = state;
    if (state === 'live' && wasAway) void this.refresh();
  }

  #hear(problem: Problem | null): void {
    if (problem === null) { if (this.connection !== 'live' && this.connection !== 'offline') this.connection = 'live'; }
    else if (problem.isOffline) this.connection = 'offline';
    // What one user may not do is no reason to believe that the key is gone.
    else if (problem.isRefused && (problem.status === 401 || this.status === null)) this.connection = 'refused';
  }
}

export const workbench = new Workbench();

/** Asks the server for its words again when the language changes. */
export function followLanguage(): void {
  $effect(() => {
    void language.current;
    workbench.sayAgain();
  });
}
