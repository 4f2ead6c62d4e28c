/** A long list of which only what is looked at is fetched, a page at a time. */
import { get, query } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { Rows } from '../api/types.ts';
import { language } from '../words/index.ts';
import { session } from './session.svelte.ts';
import { workbench } from './workbench.svelte.ts';

const PAGE = 200;

export interface Asked { path: string; params: Record<string, string | number | null | undefined> }

export class Paged<Row, Answer> {
  total = $state<number | null>(null);
  /** The whole answer of the page that came last: what it says beside the rows. */
  last = $state.raw<Answer | null>(null);
  problem = $state.raw<Problem | null>(null);
  #pages = $state.raw<ReadonlyMap<number, readonly Row[]>>(new Map());
  #asked = new Set<number>();
  #round = 0;
  readonly #path: () => Asked | null;
  readonly #rowsOf: (answer: Answer) => Rows<Row>;

  constructor(path: () => Asked | null, rowsOf: (answer: Answer) => Rows<Row>) {
    this.#path = path;
    this.#rowsOf = rowsOf;
    let shape = '';
    $effect(() => {
      const now = JSON.stringify(path());
      void workbench.revision;
      void language.current;
      void session.entered;
      this.#renew(now !== shape);
      shape = now;
    });
  }

  row = (index: number): Row | undefined => this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE];

  /** Rows that are fetched, by place; to look for one by its id. */
  find(is: (row: Row) => boolean): number {
    for (const [page, rows] of this.#pages) {
      const at = rows.findIndex(is);
      if (at >= 0) return page * PAGE + at;
    }
    return -1;
  }

  /** Fetches the pages from `from` up to and without `to`, unless they are there. */
  need = (from: number, to: number): void => {
    for (let page = Math.floor(from / PAGE); page * PAGE < to; page += 1) if (!this.#asked.has(page)) void this.#fetch(page);
  };

  /** All rows of a stretch, waiting for what is not there yet. */
  async rows(from: number, to: number): Promise<Row[]> {
    for (let page = Math.floor(from / PAGE); page * PAGE < to; page += 1) if (!this.#pages.has(page)) await this.#fetch(page);
    const found: Row[] = [];
    for (let index = from; index < to; index += 1) { const row = this.row(index); if (row !== undefined) found.push(row); }
    return found;
  }

  again(): void { this.#renew(false); }

  /** Old rows stay until new ones come, unless they answer another question. */
  #renew(isOther: boolean): void {
    this.#round += 1;
    const seen = isOther ? [0] : [...this.#asked];
    this.#asked.clear();
    for (const page of seen.length === 0 ? [0] : seen.slice(-4)) void this.#fetch(page, true);
  }

  async #fetch(page: number, isFresh = false): Promise<void> {
    const asked = this.#path();
    if (asked === null) return;
    const round = this.#round;
    this.#asked.add(page);
    try {
      const answer = await get<Answer>(query(asked.path, { ...asked.params, offset: page * PAGE, limit: PAGE }));
      if (round !== this.#round) return;
      const base = isFresh ? [...this.#pages].filter(([at]) => this.#asked.has(at)) : this.#pages;
      const { rows, total } = this.#rowsOf(answer);
      this.#pages = new Map([...base, [page, rows]]);
      this.total = total;
      this.last = answer;
      this.problem = null;
    } catch (error) {
      this.#asked.delete(page);
      if (round === this.#round) this.problem = error instanceof Problem ? error : new Problem(500, 'about:blank', String(error), null);
    }
  }
}
