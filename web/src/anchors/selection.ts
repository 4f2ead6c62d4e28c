/** The words that are selected in the text of an account, with their place in bytes of the reading. */
import type { Span } from '../api/types.ts';
import { byteLength } from './pieces.ts';

export interface Selected { span: Span; quote: string; start: number }

/** Null: nothing is selected, or it does not lie in one block. */
export function selectedIn(root: HTMLElement): Selected | null {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const block = blockOf(range.startContainer);
  if (block === null || !root.contains(block) || block !== blockOf(range.endContainer)) return null;
  const before = range.cloneRange();
  before.selectNodeContents(block);
  before.setEnd(range.startContainer, range.startOffset);
  return spanOf(Number(block.dataset['start']), before.toString(), range.toString());
}

/** White space at the ends is not part of what is meant. */
export function spanOf(blockStart: number, before: string, words: string): Selected | null {
  const quote = words.trim();
  if (quote === '') return null;
  const from = blockStart + byteLength(before) + byteLength(words.slice(0, words.indexOf(quote)));
  return { span: [from, from + byteLength(quote)], quote, start: blockStart };
}

function blockOf(node: Node): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>('[data-start]') ?? null;
}
