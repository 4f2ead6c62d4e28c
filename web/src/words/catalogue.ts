/** A catalogue in all languages. A string that one of them lacks, or has too many of, fails `npm run check`. */
import { language } from './language.svelte.ts';
import type { Language } from './plural.ts';

export type Leaf = string | ((...given: never[]) => string);
export interface Tree { [key: string]: Leaf | Tree }

/** The same keys with other words. */
export type Shape<T> = {
  [K in keyof T]: T[K] extends string ? string : T[K] extends (...given: infer A) => string ? (...given: A) => string : Shape<T[K]>;
};

export interface Catalogue<T> {
  /** In the language of the interface; reading it follows a change of language. */
  readonly t: Shape<T>;
  in(which: Language): Shape<T>;
}

/** `en` sets the keys; the others must have exactly the same. */
export function catalogue<T extends object>(all: { en: T; ru: NoInfer<Shape<T>>; kk: NoInfer<Shape<T>> }): Catalogue<T> {
  const table = all as Record<Language, Shape<T>>;
  return {
    get t() { return table[language.current]; },
    in: (which) => table[which],
  };
}
