import { router } from '../router/router.svelte.ts';
import { upload } from '../state/upload.svelte.ts';
import { workbench } from '../state/workbench.svelte.ts';
import { say } from '../words/index.ts';
import type { Action } from './registry.svelte.ts';

/** What is done with the case as a whole. */
export const caseActions: Action[] = [
  { name: 'add-documents', group: 'everywhere', label: (l) => say.in(l).actions.addDocuments, isPossible: () => workbench.hasCase && !workbench.isReadOnly, run: () => upload.choose() },
  { name: 'close-case', group: 'everywhere', label: (l) => say.in(l).actions.closeCase, isPossible: () => workbench.hasCase, run: () => void close() },
];

async function close(): Promise<void> {
  await workbench.closeCase();
  router.go('first');
}
