/** The words of the frame. A screen keeps its own in `views/<screen>/words.ts`, made with the same `catalogue`. */
import { catalogue } from './catalogue.ts';
import { en } from './en.ts';
import { kk } from './kk.ts';
import { ru } from './ru.ts';

export { catalogue } from './catalogue.ts';
export { language } from './language.svelte.ts';
export { languages, plural, type Language } from './plural.ts';

export const say = catalogue({ en, ru, kk });
