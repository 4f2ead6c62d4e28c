/** A table that comes back from a spreadsheet: what it wishes is looked at before any of it is done. */
import { call, query } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { SheetChange, SheetRead } from '../api/schema.d.ts';
import { words } from '../shell/sheet-words.ts';
import { say } from '../words/index.ts';
import { decisions } from './decisions.svelte.ts';
import { notices } from './notices.svelte.ts';
import { upload } from './upload.svelte.ts';

const ENDINGS = /\.(csv|tsv|xlsx)$/i;

/** Cells, as a spreadsheet copies them: several columns, a head and at least one row. */
export function areCells(text: string): boolean { return /\t/.test(text.split('\n', 1)[0] ?? '') && /\n./.test(text); }

class SheetState {
  read = $state.raw<SheetRead | null>(null);
  isReading = $state(false);
  /** Places in `read.changes` that are not to be done. */
  left = $state.raw<ReadonlySet<number>>(new Set());
  /** The file it came from, which may have been meant as a document. */
  file = $state.raw<readonly [name: string, file: File] | null>(null);
  #picker: HTMLInputElement | null = null;

  get chosen(): SheetChange[] { return this.read?.changes.filter((_, at) => !this.left.has(at)) ?? []; }

  /** Opens the dialogue of the system; `name`: of the table that is meant. */
  choose(name?: string): void {
    const picker = this.#picker ??= Object.assign(document.createElement('input'), { type: 'file', accept: '.csv,.tsv,.xlsx,text/csv' });
    picker.onchange = () => { const file = picker.files?.[0]; picker.value = ''; if (file !== undefined) void this.take(file, name); };
    picker.click();
  }

  /** True if it was a table that went out of here. */
  async take(bytes: Blob, name?: string, { isQuiet = false } = {}): Promise<boolean> {
    if (!decisions.arePossible) { notices.trouble(decisions.whyNot); return false; }
    this.isReading = true;
    notices.say(words.t.reading);
    try {
      const answer = await call(query('/api/tables/read', { name }), { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: bytes });
      notices.dismiss();
      this.left = new Set();
      this.file = null;
      this.read = (await answer.json()) as SheetRead;
      return true;
    } catch (error) {
      if (isQuiet) notices.dismiss();
      else notices.trouble(words.t.notRead, [error instanceof Problem && !error.isOffline ? error.message : say.t.banner.offline]);
      return false;
    } finally { this.isReading = false; }
  }

  /** One file that was dropped and may be a table: looked at first, and a document if it is none. */
  async drop(files: readonly (readonly [name: string, file: File])[]): Promise<void> {
    const [only] = files;
    if (files.length === 1 && only !== undefined && ENDINGS.test(only[0]) && decisions.arePossible && await this.take(only[1], undefined, { isQuiet: true })) this.file = only;
    else await upload.add(files);
  }

  /** It was meant as a document. */
  async asDocument(): Promise<void> {
    const file = this.file;
    this.close();
    if (file !== null) await upload.add([file]);
  }

  toggle(at: number): void {
    const next = new Set(this.left);
    if (!next.delete(at)) next.add(at);
    this.left = next;
  }

  /** All, or none if all are chosen already. */
  toggleAll(): void { this.left = this.left.size === 0 ? new Set(this.read?.changes.keys() ?? []) : new Set(); }

  async apply(): Promise<void> {
    const chosen = this.chosen;
    if (chosen.length > 0 && await decisions.apply(chosen, words.t.applied(chosen.length))) this.close();
  }

  close(): void { this.read = null; this.file = null; }
}

export const sheet = new SheetState();
