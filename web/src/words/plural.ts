/** How many forms each language has for counted things: a form that is missing does not compile. */
interface Forms {
  en: 'one' | 'other';
  ru: 'one' | 'few' | 'many' | 'other';
  kk: 'one' | 'other';
}

export type Language = keyof Forms;

export const languages: readonly Language[] = ['en', 'ru', 'kk'];

/** Some browsers know no Kazakh; its numbers are written as Russian ones. */
export function localesOf(language: Language): string[] { return language === 'kk' ? ['kk', 'ru'] : [language]; }

/** `#` in a form stands for the number, written as the language writes numbers. */
export function plural<L extends Language>(language: L, forms: Record<Forms[L], string>): (n: number) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(localesOf(language));
  const table = forms as Record<string, string>;
  return (n) => (table[rules.select(n)] ?? table['other'] ?? '#').replace('#', numbers.format(n));
}
