/** Addresses of the workbench: what is shown, filtered and selected stands in the fragment, so that every view has a link. */

export interface Route {
  screen: string;
  /** What follows the screen: the account in the reader. */
  path: string | null;
  params: Readonly<Record<string, string>>;
}

const DEFAULT_SCREEN = 'first';
/** Screens whose address names one thing and so needs no `case/` before it. */
const OWN_ROOT = new Set(['reader']);

function decode(text: string): string {
  try { return decodeURIComponent(text); } catch { return text; }
}

export function parse(hash: string): Route {
  const [before = '', after = ''] = split(hash.replace(/^#\/?/, ''), '?');
  const steps = before.split('/').filter((step) => step !== '');
  if (steps[0] === 'case') steps.shift();
  const [screen = DEFAULT_SCREEN, ...rest] = steps;
  const params: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(after)) params[key] = value;
  return { screen: decode(screen), path: rest.length === 0 ? null : rest.map(decode).join('/'), params };
}

function split(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}

/** The address of a route; parameters in the order of their names, so that one view has one address. */
export function format({ screen, path, params }: Route): string {
  const root = OWN_ROOT.has(screen) ? `#/${screen}` : `#/case/${encodeURIComponent(screen)}`;
  const place = path === null ? root : `${root}/${encodeURIComponent(path)}`;
  const search = new URLSearchParams(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))).toString();
  return search === '' ? place : `${place}?${search}`;
}

/** Parameters with some changed; null, undefined and '' take one away. */
export function withParams(params: Route['params'], change: Record<string, string | number | null | undefined>): Record<string, string> {
  const next: Record<string, string> = { ...params };
  for (const [key, value] of Object.entries(change)) {
    if (value === null || value === undefined || value === '') delete next[key];
    else next[key] = String(value);
  }
  return next;
}
