/** Who is at work, where people log in: asked for when the program wants to know, and again when a session has ended. */
import { call, get, onOutcome, post } from '../api/client.ts';
import type { Begun, Session } from '../api/schema.d.ts';
import { beginToken, endToken, onGiven } from '../api/token.ts';

class SessionState {
  /** Nobody is logged in, and the program answers nobody else. */
  isNeeded = $state(false);
  who = $state.raw<Session | null>(null);
  /** How often somebody came in: what could not be asked before is asked again. */
  entered = $state(0);
  /** The name last given, so that who comes back types the password alone. */
  name = $state('');

  /** A user with a password, who can log out; the program shows users one case only. */
  readonly isUser = $derived(this.who?.is_user === true);
  readonly mayDecide = $derived(this.who?.role !== 'reads');

  start(): void {
    onOutcome((problem) => { if (problem?.isLoggedOut === true) this.ask(); });
    onGiven(() => this.#begin());
  }

  ask(): void { this.isNeeded = true; }

  async look(): Promise<void> {
    this.who = await get<Session>('/api/session').catch(() => null);
    if (this.who?.is_user === true) this.name = this.who.name ?? '';
  }

  async enter(name: string, password: string): Promise<void> {
    const begun = await post<Begun>('/api/session', { name, password });
    beginToken(begun.token);
    this.#begin();
  }

  /** What was on the screen goes with the page. */
  async leave(): Promise<void> {
    await call('/api/session', { method: 'DELETE' }).catch(() => undefined);
    endToken();
    location.reload();
  }

  #begin(): void {
    this.isNeeded = false;
    this.entered += 1;
    void this.look();
  }
}

export const session = new SessionState();
