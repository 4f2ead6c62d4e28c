/** Speakers and what they say, as `/api/voices` tells it. */
import type { QuoteView } from '../../api/types.ts';

export interface SpeakerRow { name: string; roles: string[]; statements: number; count: string; accounts: number[] }

export interface StatementView {
  id: string;
  /** Kebab-case: `direct`, `indirect`, … */
  mode: string;
  mode_words: string;
  chain: string;
  knowing: string | null;
  is_distanced: boolean;
  said: string | null;
  quote: QuoteView;
}

export interface SpeakerView { name: string; roles: string[]; count: string; statements: StatementView[] }
