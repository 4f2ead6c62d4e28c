/** The language of the interface: what was chosen last, else the first of the browser's that we speak, else English. */
import { languages, localesOf, type Language } from './plural.ts';

const KEY = 'recount-language';

function isLanguage(text: string | null | undefined): text is Language {
  return languages.some((language) => language === text);
}

function initial(): Language {
  if (typeof localStorage === 'undefined') return 'en';
  const chosen = localStorage.getItem(KEY);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en';
}

class LanguageState {
  current = $state<Language>(initial());

  choose(next: Language): void {
    this.current = next;
    localStorage.setItem(KEY, next);
    document.documentElement.lang = next;
  }

  number(n: number): string { return new Intl.NumberFormat(localesOf(this.current)).format(n); }

  percent(share: number): string { return new Intl.NumberFormat(localesOf(this.current), { style: 'percent' }).format(share); }

  /** A day and a time as this language writes them, in the zone of the machine. */
  moment(iso: string): string {
    const at = new Date(iso);
    if (Number.isNaN(at.getTime())) return iso;
    // Where a browser has no month names in this language, figures say it: not the names of another language.
    const isKnown = Intl.DateTimeFormat.supportedLocalesOf(this.current).length > 0;
    return new Intl.DateTimeFormat(localesOf(this.current), { dateStyle: isKnown ? 'medium' : 'short', timeStyle: 'short' }).format(at);
  }
}

export const language = new LanguageState();
