/** Decisions: shown at once, sent one after the other, taken back on the screen when the server does not take them. */
import { post } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { SheetChange } from '../api/schema.d.ts';
import type { Act, DecisionAnswer, DecisionRequest } from '../api/types.ts';
import { words } from '../shell/login-words.ts';
import { router } from '../router/router.svelte.ts';
import { say } from '../words/index.ts';
import { effectOf } from './effect.ts';
import { notices } from './notices.svelte.ts';
import { session } from './session.svelte.ts';
import { workbench } from './workbench.svelte.ts';

class Decisions {
  /** What was decided here and is not yet in what the server sends, by id. */
  pending = $state.raw<ReadonlyMap<string, Act>>(new Map());
  isSaving = $state(false);
  /** Where each decision of this page was made: who takes one back sees it again. */
  #made: { screen: string; id: string }[] = [];
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;

  get arePossible(): boolean { return workbench.hasCase && !workbench.isReadOnly; }

  /** Why nothing can be decided. */
  get whyNot(): string { return session.mayDecide ? say.t.decide.readOnly : words.t.reads; }

  /** True once the server has it. */
  async decide(request: DecisionRequest): Promise<boolean> {
    if (!this.arePossible) { notices.trouble(this.whyNot); return false; }
    this.#mark(request.id, request.act);
    const done = await this.#send('/api/decisions', request, said(request.act));
    this.#mark(request.id, null);
    if (done) this.#made.push({ screen: router.screen, id: request.id });
    return done;
  }

  /** Everything that a table wishes, as one step. */
  async apply(changes: readonly SheetChange[], words: string): Promise<boolean> { return this.#send('/api/tables/apply', { changes }, words); }

  async undo(): Promise<void> {
    if (workbench.status?.undo == null) notices.say(say.t.decide.nothingToUndo);
    else if (await this.#send('/api/undo', {}, `${say.t.decide.undone}: ${stepOf(workbench.status.undo)}`)) this.#return();
  }

  async redo(): Promise<void> {
    if (workbench.status?.redo == null) notices.say(say.t.decide.nothingToRedo);
    else await this.#send('/api/redo', {}, `${say.t.decide.redone}: ${stepOf(workbench.status.redo)}`);
  }

  #return(): void {
    const last = this.#made.pop();
    if (last !== undefined && last.screen === router.screen && router.selected !== null) router.select(last.id);
  }

  /** One after the other, so that they are recorded in the order they were made. */
  #send(path: string, body: unknown, words: string): Promise<boolean> {
    this.#waiting += 1;
    this.isSaving = true;
    const sent = this.#queue.then(() => this.#sendNow(path, body, words));
    this.#queue = sent.then(() => { this.#waiting -= 1; this.isSaving = this.#waiting > 0; });
    return sent;
  }

  async #sendNow(path: string, body: unknown, words: string): Promise<boolean> {
    try {
      const answer = await post<DecisionAnswer>(path, body);
      const lines = answer.changed === null ? [say.t.decide.reckoned] : effectOf(answer.changed);
      const undo = path === '/api/undo' ? null : { label: say.t.decide.undo, run: () => void this.undo() };
      notices.say(words, { lines, button: undo });
      return true;
    } catch (error) {
      notices.trouble(say.t.decide.notSaved, [error instanceof Problem && !error.isOffline ? error.message : say.t.banner.offline]);
      return false;
    }
  }

  #mark(id: string, act: Act | null): void {
    const next = new Map(this.pending);
    if (act === null) next.delete(id); else next.set(id, act);
    this.pending = next;
  }
}

export function said(act: Act): string {
  const words = say.t.decide;
  const table: Partial<Record<Act, string>> = { accept: words.accepted, reject: words.rejected, unsure: words.marked, withdraw: words.withdrawn, add: words.added, set: words.set, merge: words.merged, split: words.splitOff };
  return table[act] ?? words.other;
}

/** An act as the log writes it: `accept`, `set value 14`. */
export function saidOf(written: string): string {
  const [act = '', ...rest] = written.split(' ');
  const field = (say.t.decide.fields as Record<string, string>)[rest[0] ?? ''];
  const tail = field === undefined ? rest : [field.toLowerCase(), ...rest.slice(1)];
  return [said(act as Act), ...tail].join(' ');
}

/** A step as the server names it (`reject: “at least 14” (+2)`), in words. */
export function stepOf(written: string): string {
  const [, act = '', rest = ''] = /^([a-z]+): (.*)$/s.exec(written) ?? [];
  return act === '' ? written : `${said(act as Act)}, ${rest}`;
}

export const decisions = new Decisions();
