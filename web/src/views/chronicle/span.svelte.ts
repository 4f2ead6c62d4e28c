/** The stretch of time in sight: in the address once it was changed, else all there is. */
import { onDestroy } from 'svelte';
import { limited, padded, type Stretch } from '../../marks/scale.ts';
import { router } from '../../router/router.svelte.ts';

const WRITE_MS = 250;

export class Span {
  #own = $state.raw<Stretch | null>(null);
  #timer = 0;
  #written = '';
  readonly #whole: () => Stretch | null;

  /** To be made while a component is made. */
  constructor(whole: () => Stretch | null) {
    this.#whole = whole;
    $effect(() => {
      const [from, to] = [router.param('from'), router.param('to')];
      if (`${from}/${to}` === this.#written) return;
      this.#written = `${from}/${to}`;
      this.#own = read(from, to);
    });
    onDestroy(() => clearTimeout(this.#timer));
  }

  get current(): Stretch { return this.#own ?? this.whole; }
  get whole(): Stretch { return padded(this.#whole() ?? { from: Date.UTC(2000, 0), to: Date.UTC(2001, 0) }); }
  get isWhole(): boolean { return this.#own === null; }

  set(stretch: Stretch | null): void {
    this.#own = stretch === null ? null : limited(stretch);
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#write(), WRITE_MS);
  }

  #write(): void {
    const [from, to] = this.#own === null ? [null, null] : [minute(this.#own.from), minute(this.#own.to)];
    this.#written = `${from}/${to}`;
    router.set({ from, to });
  }
}

function minute(at: number): string { return new Date(at).toISOString().replace(/:\d\d\.\d+Z$/, 'Z'); }

function read(from: string | null, to: string | null): Stretch | null {
  const [low, high] = [Date.parse(from ?? ''), Date.parse(to ?? '')];
  return Number.isNaN(low) || Number.isNaN(high) || low >= high ? null : limited({ from: low, to: high });
}
