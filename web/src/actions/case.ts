import { router } from '../router/router.svelte.ts';
import { words } from '../shell/login-words.ts';
import { session } from '../state/session.svelte.ts';
import { words as sheetWords } from '../shell/sheet-words.ts';
import { words as zoneWords } from '../shell/zone-words.ts';
import { overlays } from '../state/overlays.svelte.ts';
import { sheet } from '../state/sheet.svelte.ts';
import { upload } from '../state/upload.svelte.ts';
import { workbench } from '../state/workbench.svelte.ts';
import { say } from '../words/index.ts';
import type { Action } from './registry.svelte.ts';

/** What is done with the case as a whole. */
export const caseActions: Action[] = [
  { name: 'add-documents', group: 'everywhere', label: (l) => say.in(l).actions.addDocuments, isPossible: () => workbench.hasCase && !workbench.isReadOnly, run: () => upload.choose() },
  { name: 'bring-back', group: 'everywhere', label: (l) => sheetWords.in(l).action, isPossible: () => workbench.hasCase && !workbench.isReadOnly, run: () => sheet.choose() },
  { name: 'set-zone', group: 'everywhere', label: (l) => zoneWords.in(l).action, isPossible: () => workbench.hasCase && !workbench.isReadOnly, run: () => overlays.show('zone') },
  { name: 'close-case', group: 'everywhere', label: (l) => say.in(l).actions.closeCase, isPossible: () => workbench.hasCase && !session.isUser, run: () => void close() },
  { name: 'log-out', group: 'everywhere', label: (l) => words.in(l).leave, isPossible: () => session.isUser, run: () => void session.leave() },
];

async function close(): Promise<void> {
  await workbench.closeCase();
  router.go('first');
}
