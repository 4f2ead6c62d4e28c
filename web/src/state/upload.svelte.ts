/** Documents on their way into the case, one after the other, with what became of each. */
import { putDocument } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { Diagnostic } from '../api/types.ts';

export interface Added { name: string; outcome: 'waiting' | 'new' | 'known' | 'refused' | 'failed'; why: string[] }

interface Answer { outcome: 'new' | 'known' | 'refused'; original: string | null; diagnostics: Diagnostic[] }

class Upload {
  items = $state.raw<readonly Added[]>([]);
  isRunning = $state(false);
  #files = new Map<string, File>();
  #picker: HTMLInputElement | null = null;

  get done(): number { return this.items.filter(({ outcome }) => outcome !== 'waiting').length; }

  /** Opens the dialogue of the system. */
  choose(): void {
    this.#picker ??= this.#makePicker();
    this.#picker.click();
  }

  #makePicker(): HTMLInputElement {
    const picker = document.createElement('input');
    picker.type = 'file';
    picker.multiple = true;
    picker.addEventListener('change', () => { void this.add([...(picker.files ?? [])].map((file) => [file.name, file])); picker.value = ''; });
    return picker;
  }

  async add(files: readonly (readonly [name: string, file: File])[]): Promise<void> {
    for (const [name, file] of files) this.#files.set(name, file);
    const names = new Set(files.map(([name]) => name));
    this.items = [...this.items.filter(({ name }) => !names.has(name)), ...files.map(([name]): Added => ({ name, outcome: 'waiting', why: [] }))];
    if (!this.isRunning) await this.#run();
  }

  again(name: string): void {
    const file = this.#files.get(name);
    if (file !== undefined) void this.add([[name, file]]);
  }

  clear(): void { this.items = []; this.#files.clear(); }

  async #run(): Promise<void> {
    this.isRunning = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const name = next.name;
      const became = await this.#send(name);
      this.items = this.items.map((item) => (item.name === name ? became : item));
    }
    this.isRunning = false;
  }

  #next(): Added | undefined { return this.items.find(({ outcome }) => outcome === 'waiting'); }

  async #send(name: string): Promise<Added> {
    const file = this.#files.get(name);
    if (file === undefined) return { name, outcome: 'failed', why: [] };
    try {
      const { outcome, diagnostics } = await putDocument<Answer>(name, file);
      this.#files.delete(name);
      return { name, outcome, why: diagnostics.map(({ message }) => message) };
    } catch (error) {
      return { name, outcome: 'failed', why: error instanceof Problem && error.message !== '' ? [error.message] : [] };
    }
  }
}

export const upload = new Upload();
