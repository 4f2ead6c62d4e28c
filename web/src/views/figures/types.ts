/** The figures as the server gives them. */
import type * as schema from '../../api/schema.d.ts';
import type { QuoteView } from '../../api/types.ts';

export type Ledger = schema.Ledger;
export type QuestionRow = schema.RowsQuestionRow['rows'][number];
export type AnswerView = Omit<schema.AnswerView, 'quote'> & { quote: QuoteView };
export type QuestionView = Omit<schema.QuestionView, 'answers'> & { answers: AnswerView[] };
export type QuestionDetail = Omit<schema.QuestionDetail, 'question'> & { question: QuestionView };
export type Related = schema.Related;
export type Member = schema.MemberView;
