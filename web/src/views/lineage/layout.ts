/** Where accounts and lines between them are drawn: layers by time of writing, the oldest left; those without a date last. */
import type { Node, PairRow } from './types.ts';

export const MOST_NODES = 60;
const MOST_LAYERS = 8;
export const BOX = { width: 176, height: 46 };
const GAP = { x: 96, y: 22 };
const TOP = 34;
const EDGE = 12;

export interface Placed { node: Node; x: number; y: number }
export interface Layer { x: number; written: string; isUndated: boolean }
export interface Line { pair: PairRow; path: string; width: number; middle: { x: number; y: number } }
export interface Picture { placed: Placed[]; layers: Layer[]; lines: Line[]; width: number; height: number }

/** The pairs that share most, as many as the accounts of which fit in a picture. */
export function fitting(pairs: readonly PairRow[], most = MOST_NODES): PairRow[] {
  const seen = new Set<string>();
  return [...pairs].sort((a, b) => b.shared_permille - a.shared_permille).filter(({ from, to }) => {
    const added = [from.id, to.id].filter((id) => !seen.has(id));
    if (seen.size + added.length > most) return false;
    for (const id of added) seen.add(id);
    return true;
  });
}

/** Accounts whose times of writing overlap stand in one layer, unless one is known to copy from another; too many layers are joined where they lie closest. */
export function layered(nodes: readonly Node[], pairs: readonly PairRow[] = [], most = MOST_LAYERS): { dated: Node[][]; undated: Node[] } {
  const isDated = (node: Node): boolean => node.earliest_ms !== null || node.latest_ms !== null;
  const start = (node: Node): number => node.earliest_ms ?? node.latest_ms ?? 0;
  const end = (node: Node): number => node.latest_ms ?? node.earliest_ms ?? 0;
  const dated = nodes.filter(isDated).sort((a, b) => start(a) - start(b) || end(a) - end(b) || a.account.number - b.account.number);
  let layers: Node[][] = [];
  let until = -Infinity;
  for (const node of dated) {
    const last = layers.at(-1);
    if (last === undefined || start(node) > until) { layers.push([node]); until = end(node); }
    else { last.push(node); until = Math.min(until, end(node)); }
  }
  layers = layers.flatMap((layer) => stepped(layer, pairs));
  while (layers.length > most) {
    const gaps = layers.slice(1).map((layer, at) => Math.min(...layer.map(start)) - Math.max(...(layers[at] ?? []).map(start)));
    const at = gaps.indexOf(Math.min(...gaps));
    layers.splice(at, 2, [...(layers[at] ?? []), ...(layers[at + 1] ?? [])]);
  }
  return { dated: layers, undated: nodes.filter((node) => !isDated(node)) };
}

/** Who copies from somebody of the same layer stands one step further. */
function stepped(layer: readonly Node[], pairs: readonly PairRow[]): Node[][] {
  const steps = new Map(layer.map(({ account }) => [account.id, 0]));
  const inside = pairs.filter(({ from, to, is_directed }) => is_directed && from.id !== to.id && steps.has(from.id) && steps.has(to.id));
  // Each round moves on by one step; more rounds than accounts would go in a circle.
  for (let round = 1; round < layer.length; round += 1) for (const { from, to } of inside) steps.set(to.id, Math.max(steps.get(to.id) ?? 0, Math.min(layer.length - 1, (steps.get(from.id) ?? 0) + 1)));
  const found: Node[][] = [];
  for (const node of layer) (found[steps.get(node.account.id) ?? 0] ??= []).push(node);
  return found.filter((step) => step !== undefined);
}

export function lineWidth(permille: number): number { return 1.5 + (Math.max(0, Math.min(1000, permille)) / 1000) * 4.5; }

export function picture(nodes: readonly Node[], pairs: readonly PairRow[]): Picture {
  const { dated, undated } = layered(nodes, pairs);
  const columns = undated.length > 0 ? [...dated, undated] : dated;
  const most = Math.max(0, ...columns.map((column) => column.length));
  const height = TOP + most * (BOX.height + GAP.y) + EDGE;
  const placed = new Map<string, Placed>();
  const layers = columns.map((column, at): Layer => {
    const x = EDGE + at * (BOX.width + GAP.x);
    const top = TOP + ((most - column.length) * (BOX.height + GAP.y)) / 2;
    for (const [row, node] of byNeighbours(column, pairs, placed).entries()) placed.set(node.account.id, { node, x, y: top + row * (BOX.height + GAP.y) });
    return { x, written: span(column), isUndated: column === undated };
  });
  const ports = portsOf(pairs, placed);
  const lines = pairs.map((pair) => line(pair, placed.get(pair.from.id), placed.get(pair.to.id), ports)).filter((one) => one !== null);
  return { placed: [...placed.values()], layers, lines, width: EDGE * 2 + columns.length * (BOX.width + GAP.x), height };
}

/** The middle of those already placed that it is joined to comes first, so that lines cross less. */
function byNeighbours(column: readonly Node[], pairs: readonly PairRow[], placed: ReadonlyMap<string, Placed>): Node[] {
  const middle = ({ account }: Node): number => {
    const ys = pairs.flatMap(({ from, to }) => (from.id === account.id ? [to.id] : to.id === account.id ? [from.id] : [])).map((id) => placed.get(id)?.y).filter((y) => y !== undefined);
    return ys.length === 0 ? Infinity : ys.reduce((sum, y) => sum + y, 0) / ys.length;
  };
  const kept = column.map((node) => ({ node, at: middle(node) }));
  return kept.sort((a, b) => (a.at === b.at ? a.node.account.number - b.node.account.number : a.at < b.at ? -1 : 1)).map(({ node }) => node);
}

/** Where each line meets each account: in the order of what it leads to, so that lines do not all meet in one point. */
function portsOf(pairs: readonly PairRow[], placed: ReadonlyMap<string, Placed>): ReadonlyMap<string, number> {
  const ports = new Map<string, number>();
  for (const { node, x, y } of placed.values()) {
    const id = node.account.id;
    const ends = pairs.filter(({ from, to }) => from.id === id || to.id === id).map((pair) => ({ pair, other: placed.get(pair.from.id === id ? pair.to.id : pair.from.id) }));
    for (const isLeft of [true, false]) {
      const side = ends.filter(({ other }) => other !== undefined && other.x < x === isLeft).sort((a, b) => (a.other?.y ?? 0) - (b.other?.y ?? 0));
      for (const [at, { pair }] of side.entries()) ports.set(`${pair.id} ${id}`, y + (BOX.height * (at + 1)) / (side.length + 1));
    }
  }
  return ports;
}

function span(column: readonly Node[]): string {
  const [first, last] = [column[0]?.written ?? '', column.at(-1)?.written ?? ''];
  const whole = first === last ? first : `${first} … ${last}`;
  return whole.length > 42 ? `${whole.slice(0, 41)}…` : whole;
}

function line(pair: PairRow, from: Placed | undefined, to: Placed | undefined, ports: ReadonlyMap<string, number>): Line | null {
  if (from === undefined || to === undefined) return null;
  const [y1, y2] = [from, to].map(({ node, y }) => ports.get(`${pair.id} ${node.account.id}`) ?? y + BOX.height / 2) as [number, number];
  const width = lineWidth(pair.shared_permille);
  if (from.x === to.x) {
    const x = from.x + BOX.width;
    const out = x + GAP.x * 0.45;
    return { pair, width, path: `M${x} ${y1} C${out} ${y1} ${out} ${y2} ${x + 3} ${y2}`, middle: { x: x + (out - x) * 0.75, y: (y1 + y2) / 2 } };
  }
  const isForward = from.x < to.x;
  const [x1, x2] = isForward ? [from.x + BOX.width, to.x - 3] : [from.x, to.x + BOX.width + 3];
  const bend = (x2 - x1) / 2;
  return { pair, width, path: `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`, middle: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 } };
}

/** A label in at most two lines. */
export function wrapped(text: string, most = 23): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1) ?? '';
    const next = last === '' ? word : `${last} ${word}`;
    if (next.length <= most) lines[lines.length - 1] = next;
    else if (last === '') lines[lines.length - 1] = next;
    else lines.push(word);
  }
  const cut = (line: string): string => (line.length > most ? `${line.slice(0, most - 1)}…` : line);
  if (lines.length <= 2) return lines.map(cut);
  return [cut(lines[0] ?? ''), `${(lines[1] ?? '').slice(0, most - 1).replace(/…$/, '')}…`];
}
