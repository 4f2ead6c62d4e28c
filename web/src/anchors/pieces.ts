/** Text with marks: the only place that turns spans into highlights. Spans count bytes of UTF-8, as the server does. */
import type { BlockView, MarkKind, MarkView, Span, TextView } from '../api/types.ts';

/** A run of words over which nothing changes. */
export interface Run {
  text: string;
  start: number;
  end: number;
  /** From the outermost (longest) mark to the innermost. */
  marks: readonly MarkView[];
  /** Part of the passage that is shown. */
  isQuoted: boolean;
}

/** Bytes that a piece of text takes in UTF-8. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += width(character.codePointAt(0) ?? 0);
  return bytes;
}

function width(point: number): number { return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4; }

/** Where in the text the byte stands; inside a character: before it. */
export function indexOfByte(text: string, byte: number): number {
  let at = 0;
  let index = 0;
  for (const character of text) {
    const next = at + width(character.codePointAt(0) ?? 0);
    if (next > byte) return index;
    at = next;
    index += character.length;
  }
  return index;
}

/** A run of words under the same marks. */
export interface PlacedPiece { text: string; start: number; marks: readonly MarkView[] }

export interface PlacedBlock extends Omit<BlockView, 'pieces'> { pieces: readonly PlacedPiece[] }

/** The blocks of a window with their marks themselves, so that windows can be put together. */
export function placed(view: TextView): PlacedBlock[] {
  return view.blocks.map((block) => ({
    ...block,
    pieces: block.pieces.map(({ text, start, marks }) => ({ text, start, marks: marks.map((at) => view.marks[at]).filter((mark) => mark !== undefined) })),
  }));
}

/** A finding stands on many passages: its mark is told by its place, too. */
export function keyOf(mark: MarkView): string { return `${mark.id}@${mark.start}`; }

/** Cuts pieces at the ends of `quoted`, and leaves each run the marks of the kinds that are shown. */
export function runsOf(pieces: readonly PlacedPiece[], quoted: readonly Span[], kinds: ReadonlySet<MarkKind> | null): Run[] {
  return pieces.flatMap((piece) => {
    const marks = piece.marks.filter((mark) => kinds === null || kinds.has(mark.kind)).sort(outermostFirst);
    return cut(piece, quoted).map(({ text, start, end }) => ({ text, start, end, marks, isQuoted: quoted.some(([from, to]) => from <= start && end <= to && end > start) }));
  });
}

function outermostFirst(a: MarkView, b: MarkView): number {
  return (b.end - b.start) - (a.end - a.start) || a.start - b.start || (a.id < b.id ? -1 : 1);
}

function cut(piece: PlacedPiece, spans: readonly Span[]): { text: string; start: number; end: number }[] {
  const end = piece.start + byteLength(piece.text);
  const edges = spans.flat().filter((edge) => edge > piece.start && edge < end).sort((a, b) => a - b);
  const parts: { text: string; start: number; end: number }[] = [];
  let from = piece.start;
  for (const edge of [...new Set(edges), end]) {
    const text = piece.text.slice(indexOfByte(piece.text, from - piece.start), indexOfByte(piece.text, edge - piece.start));
    if (text !== '') parts.push({ text, start: from, end: edge });
    from = edge;
  }
  return parts;
}

/** All marks of some blocks by place, each once, longer ones first. */
export function marksOf(blocks: readonly PlacedBlock[]): MarkView[] {
  const found = new Map<string, MarkView>();
  for (const block of blocks) for (const piece of block.pieces) for (const mark of piece.marks) found.set(keyOf(mark), mark);
  return [...found.values()].sort((a, b) => a.start - b.start || outermostFirst(a, b));
}

/**
 * The line under the words on which each mark is drawn: marks that overlap get different lines, the lowest that is free.
 * A mark keeps its line over its whole length. Marks of one kind on the same words are drawn as one.
 */
export function linesOf(marks: readonly MarkView[]): Map<string, number> {
  const ends: number[] = [];
  const lines = new Map<string, number>();
  let last: MarkView | null = null;
  for (const mark of [...marks].sort((a, b) => a.start - b.start || outermostFirst(a, b))) {
    const twin = last?.kind === mark.kind && last.start === mark.start && last.end === mark.end ? lines.get(keyOf(last)) : undefined;
    const line = twin ?? nextLine(ends, mark.start);
    ends[line] = mark.end;
    lines.set(keyOf(mark), line);
    last = mark;
  }
  return lines;
}

function nextLine(ends: readonly number[], start: number): number {
  const free = ends.findIndex((end) => end <= start);
  return free < 0 ? ends.length : free;
}
