/**
 * Key strokes as text: `KeyJ`, `Shift+KeyZ`, `Ctrl+KeyK`, `KeyG KeyF` (one after the other), `=?` (what is typed, wherever
 * the layout has it). Letters are named by their place (`KeyboardEvent.code`), so that Cyrillic layouts work.
 */

export interface Stroke {
  code: string;
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** The texts a stroke answers to, the more exact first. */
export function names({ code, key, ctrlKey, metaKey, altKey, shiftKey }: Stroke): string[] {
  if (altKey) return [];
  if (ctrlKey || metaKey) return [`Ctrl+${shiftKey ? 'Shift+' : ''}${code}`];
  const byPlace = shiftKey ? `Shift+${code}` : code;
  return key.length === 1 ? [`=${key}`, byPlace] : [byPlace];
}

export type Found<T> = { kind: 'run'; value: T } | { kind: 'wait'; prefix: string } | { kind: 'none' };

/** Finds what a stroke means after `prefix`; `table` goes from the text of a key to its meaning, the later first. */
export function resolve<T>(table: readonly (readonly [string, T])[], prefix: string | null, stroke: Stroke): Found<T> {
  const tried = names(stroke).map((name) => (prefix === null ? name : `${prefix} ${name}`));
  for (const text of tried) {
    const hit = table.findLast(([key]) => key === text);
    if (hit !== undefined) return { kind: 'run', value: hit[1] };
  }
  const open = tried.find((text) => table.some(([key]) => key.startsWith(`${text} `)));
  return open === undefined ? { kind: 'none' } : { kind: 'wait', prefix: open };
}

/** Acts even where single keys are switched off, or text is being typed. */
export function isCombined(text: string): boolean { return text.startsWith('Ctrl+') || text === 'Escape'; }

const SYMBOLS: Record<string, string> = {
  Slash: '/', Enter: '↵', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Space: '␣', Comma: ',', Period: '.', BracketLeft: '[', BracketRight: ']', Equal: '=', Minus: '-',
  NumpadAdd: 'Num +', NumpadSubtract: 'Num −', NumpadMultiply: 'Num ×', NumpadDivide: 'Num ÷', NumpadDecimal: 'Num .', NumpadEnter: 'Num ↵',
};

/** A key as a person reads it, with the letter of the layout in use where that is another one. */
export function readable(text: string, layout: ReadonlyMap<string, string> | null): string {
  return text.split(' ').map((stroke) => readableStroke(stroke, layout)).join(' ');
}

function readableStroke(stroke: string, layout: ReadonlyMap<string, string> | null): string {
  if (stroke.startsWith('=')) return stroke.slice(1);
  return stroke.split('+').map((part) => {
    const letter = /^(?:Key|Digit)(.)$/.exec(part)?.[1]?.toLowerCase();
    if (letter === undefined) return SYMBOLS[part] ?? part.replace(/^Numpad(\d)$/, 'Num $1');
    const here = layout?.get(part);
    return here === undefined || here === letter ? letter : `${letter} (${here})`;
  }).join('+');
}
