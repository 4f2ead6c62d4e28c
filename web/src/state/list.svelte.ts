/** A list as tables and `j k` see it, whether all of it is here or comes by pages. */
import { router } from '../router/router.svelte.ts';

export interface List<Row> {
  readonly total: number | null;
  row: (index: number) => Row | undefined;
  need: (from: number, to: number) => void;
  rows: (from: number, to: number) => Promise<Row[]>;
  find: (is: (row: Row) => boolean) => number;
}

export function listOf<Row>(rows: () => readonly Row[]): List<Row> {
  return {
    get total() { return rows().length; },
    row: (index) => rows()[index],
    need: () => undefined,
    rows: (from, to) => Promise.resolve(rows().slice(from, to)),
    find: (is) => rows().findIndex(is),
  };
}

/** The place in a list of what the address selects. To be made while a component is made. */
export class Walk<Row> {
  active = $state(-1);
  /** Asked for, but not here yet. */
  #awaited: number | null = null;
  readonly #list: List<Row>;
  readonly #id: (row: Row) => string;

  constructor(list: List<Row>, id: (row: Row) => string) {
    this.#list = list;
    this.#id = id;
    $effect(() => {
      const selected = router.selected;
      const here = this.#list.row(this.active);
      if (selected === null || this.#awaited !== null || (here !== undefined && id(here) === selected)) return;
      const at = this.#list.find((row) => id(row) === selected);
      if (at >= 0) this.active = at;
    });
  }

  #arrive(index: number, row: Row | undefined): void {
    if (this.#awaited !== index) return;
    this.#awaited = null;
    if (row !== undefined) router.select(this.#id(row));
  }

  /** The one that is selected, if it is in the list and here. */
  get row(): Row | undefined { return this.active < 0 ? undefined : this.#list.row(this.active); }

  move(by: number): void {
    const total = this.#list.total ?? 0;
    if (total > 0) this.pick(Math.min(total - 1, Math.max(0, this.active + by)));
  }

  pick(index: number): void {
    this.active = index;
    const row = this.#list.row(index);
    this.#awaited = row === undefined ? index : null;
    if (row !== undefined) router.select(this.#id(row));
    else void this.#list.rows(index, index + 1).then(([late]) => this.#arrive(index, late));
  }
}
