import { plural } from './plural.ts';

/** Sentence case, no full stop after one sentence, "…" where more input follows. */
export const en = {
  brand: 'Recount',
  languageName: 'English',
  skip: 'Skip to the view',
  regions: { header: 'Case and search', rail: 'Screens and accounts', view: 'View', pane: 'Passage', notices: 'Messages' },
  screens: {
    first: { title: 'First page', shows: 'What the case holds, its sharpest findings, and what is missing' },
    chronicle: { title: 'Chronicle', shows: 'What happened when, with the earliest and latest time each thing can have' },
    figures: { title: 'Figures', shows: 'Each question that numbers answer, and who gave which number when' },
    findings: { title: 'Findings', shows: 'Statements that cannot all hold, and everything else worth a look' },
    reader: { title: 'Reader', shows: 'An account in full with everything that was read in it' },
    lineage: { title: 'Lineage', shows: 'Who copied whom, and what changed on the way' },
    voices: { title: 'Voices', shows: 'Who said what, and when' },
    people: { title: 'People', shows: 'People, organisations and places, and under which names they occur' },
    evidence: { title: 'Evidence', shows: 'The originals, their hashes, and who did what with them' },
    report: { title: 'Report', shows: 'What leaves the case: choose, order, rename, release' },
    search: { title: 'Search', shows: 'Words in all accounts and claims' },
  },
  header: {
    noCase: 'No case open', search: 'Search the case', searchHint: 'Search accounts and claims', menu: 'Menu', commands: 'Commands', keys: 'Keys',
    look: 'Appearance', system: 'As the system', light: 'Light', dark: 'Dark', language: 'Language', closeCase: 'Close the case',
  },
  status: {
    connecting: 'Connecting…', saved: 'Saved', saving: 'Saving…', offline: 'Not connected', refused: 'No key', readOnly: 'Read only',
    failed: 'Build failed', opening: 'Opening', adding: 'Adding', recognising: 'Recognising text', reading: 'Reading', reckoning: 'Reckoning', checking: 'Checking', empty: 'Nothing built yet',
    of: (done: number, total: number) => `${done} of ${total}`,
  },
  rail: {
    saved: 'Saved views', forget: (name: string) => `Forget ${name}`, viewName: 'Name of this view',
    accounts: 'Accounts', none: 'No accounts yet', add: 'Add documents…', goTo: 'Press g, then',
    holds: (figures: string, statements: string) => `${figures}, ${statements}`,
  },
  counted: {
    figures: plural('en', { one: '# figure', other: '# figures' }),
    statements: plural('en', { one: '# statement', other: '# statements' }),
    findings: plural('en', { one: '# finding', other: '# findings' }),
    accounts: plural('en', { one: '# account', other: '# accounts' }),
    quotes: plural('en', { one: '# passage', other: '# passages' }),
    rows: plural('en', { one: '# row', other: '# rows' }),
    marks: plural('en', { one: '# mark', other: '# marks' }),
    blocks: plural('en', { one: '# paragraph', other: '# paragraphs' }),
    findingsGone: plural('en', { one: '# finding gone', other: '# findings gone' }),
    findingsNew: plural('en', { one: '# new finding', other: '# new findings' }),
    figuresGone: plural('en', { one: '# figure gone', other: '# figures gone' }),
    figuresNew: plural('en', { one: '# new figure', other: '# new figures' }),
    entriesGone: plural('en', { one: '# entry gone', other: '# entries gone' }),
    entriesNew: plural('en', { one: '# new entry', other: '# new entries' }),
    entriesMoved: plural('en', { one: '# entry with another time', other: '# entries with other times' }),
    decisions: plural('en', { one: '# decision', other: '# decisions' }),
    documents: plural('en', { one: '# document', other: '# documents' }),
    diagnostics: plural('en', { one: '# remark', other: '# remarks' }),
  },
  banner: {
    offline: 'The program does not answer', offlineDo: 'What you see is what it said last; nothing is lost. It is asked again by itself.', tryNow: 'Try now',
    refused: 'This page has no key', refusedDo: 'Open the address that recount serve printed when it was started; the key is in it.',
    openOther: 'Open another case',
    readOnly: 'This case is open for reading only', readOnlyDo: 'Decisions cannot be recorded in it.',
    failed: 'Not up to date', failedDo: 'What you see is from the build before, if there was one.', seeRemarks: 'See what was said',
  },
  states: {
    loading: 'Loading…', nothingHere: 'Nothing here yet', nothingFits: 'Nothing fits the filter', clearFilter: 'Clear the filter',
    addDocuments: 'Add documents…', wentWrong: 'This could not be shown', tryAgain: 'Try again', toFirst: 'Go to the first page',
    building: 'Still being built: it appears here by itself', notFound: 'There is no such screen',
  },
  pane: {
    title: 'Passage', empty: 'Select something, and the passage it stands on is shown here', close: 'Close', openWhole: 'Open the whole account',
    standsOn: 'Stands on', usedBy: 'Used by', decisions: 'Decisions', noQuote: 'No passage is kept for this',
    of: (n: number, total: number) => `Passage ${n} of ${total}`, next: 'Next passage', previous: 'Previous passage',
  },
  quote: {
    stood: (place: string) => `it stood at ${place}`, moved: 'The words stand elsewhere now', missing: 'The words are no longer there',
    account: (n: number) => `Account ${n}`,
  },
  decide: {
    standings: { holds: 'stands', replaced: 'replaced by a later one', contested: 'contested', gone: 'its passage is gone', withdrawn: 'withdrawn', unfit: 'no longer fits' },
    added: 'Added', set: 'Set', change: 'Change…', to: 'To', fields: { value: 'Value', place: 'Place', measure: 'Measure', group: 'Group', speaker: 'Speaker' },
    accept: 'Accept', reject: 'Reject', unsure: 'Unsure', note: 'Note…', withdraw: 'Withdraw', save: 'Save', cancel: 'Cancel',
    noteLabel: 'Why (kept with the decision)', accepted: 'Accepted', rejected: 'Rejected', marked: 'Unsure', withdrawn: 'Withdrawn', merged: 'Merged', splitOff: 'Split off', other: 'Decided',
    undone: 'Undone', redone: 'Done again', notSaved: 'Not saved', readOnly: 'This case is open for reading only', nothingToUndo: 'Nothing to undo',
    nothingToRedo: 'Nothing to do again', undo: 'Undo', reckoned: 'The effect is still being reckoned', nothingChanged: 'Nothing else changes',
  },
  bounds: { floor: (before: string, after: string) => `floor ${before} → ${after}`, ceiling: (before: string, after: string) => `ceiling ${before} → ${after}`, best: (before: string, after: string) => `number ${before} → ${after}`, none: 'none' },
  table: {
    takeAway: 'The whole table as a file',
    sortBy: (column: string) => `Sort by ${column}`, copied: 'Copied', copy: 'Copy for a spreadsheet', loading: '…',
    help: 'Arrows move, Space selects, Ctrl-C copies, Enter opens',
  },
  split: { label: 'Width of the list' },
  palette: { title: 'Commands', placeholder: 'Type a command…', none: 'No command fits' },
  help: {
    title: 'Keys', singleOn: 'Single keys act when no text is being typed', here: 'On this screen', everywhere: 'Everywhere', list: 'Lists', decide: 'Decisions', go: 'Go to',
    close: 'Close',
  },
  actions: {
    saveView: 'Save this view…',
    goTo: (screen: string) => `Go to ${screen}`, next: 'Next', previous: 'Previous', open: 'Open the passage', accept: 'Accept', reject: 'Reject', unsure: 'Unsure', note: 'Add a note…',
    undo: 'Undo', redo: 'Do again', filter: 'Filter or search', palette: 'All commands…', help: 'Show the keys', back: 'Back, close', pane: 'Show or hide the passage',
    table: 'Table or picture', keysOff: 'Switch single keys off or on', theme: 'Light, dark, or as the system', language: (name: string) => `Language: ${name}`, print: 'Print…',
    closeCase: 'Close the case', addDocuments: 'Add documents…',
  },
  kinds: {
    time: 'Time', figure: 'Figure', name: 'Name', quote: 'Statement', claim: 'Claim', finding: 'Finding', entry: 'Entry of the chronicle', question: 'Question', account: 'Account',
    reuse: 'Copied passage', original: 'Original', translation: 'Translation', person: 'Person', entity: 'Person or thing', event: 'Event',
  },
  upload: {
    drop: 'Drop documents here', running: (done: number, total: number) => `Adding ${done} of ${total}…`, new: 'new', known: 'known already', refused: 'refused', failed: 'not added',
    done: 'Added', again: 'Try again', close: 'Close', outcomes: 'What became of each document',
  },
};

export type Words = typeof en;
