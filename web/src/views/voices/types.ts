/** Speakers and what they say, as `/api/voices` tells it. */
export type { SpeakerRow, SpeakerView, StatementView } from '../../api/schema.d.ts';
