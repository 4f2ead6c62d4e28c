/** The stream of events, read from a fetch: `EventSource` could not send the token. */
import { call } from './client.ts';
import { Problem } from './problem.ts';

export interface ServerEvent { name: string; data: string }

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 8_000;

/** Cuts a stream of text into events; what is not finished yet waits for the next chunk. */
export class EventParser {
  #rest = '';

  push(chunk: string): ServerEvent[] {
    this.#rest += chunk.replaceAll('\r', '');
    const parts = this.#rest.split('\n\n');
    this.#rest = parts.pop() ?? '';
    return parts.map(parseEvent).filter((event) => event !== null);
  }
}

function parseEvent(block: string): ServerEvent | null {
  let name = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const value = line.slice(line.indexOf(':') + 1).replace(/^ /, '');
    if (line.startsWith('event:')) name = value;
    if (line.startsWith('data:')) data.push(value);
  }
  return data.length === 0 ? null : { name, data: data.join('\n') };
}

export interface Follow {
  onEvent: (event: ServerEvent) => void;
  onState: (state: 'live' | 'offline' | 'refused') => void;
  /** False while nothing would be answered: it is not asked for then. */
  isOpen: () => boolean;
}

/** How a stream is followed further. */
export interface Following {
  /** Tries again at once where nothing answered. */
  now: () => void;
  /** Asks anew, in the language of by now. */
  anew: () => void;
}

function isAbort(error: unknown): boolean { return error instanceof DOMException && error.name === 'AbortError'; }

/** Follows the stream for as long as the page lives. */
export function follow(path: string, { onEvent, onState, isOpen }: Follow): Following {
  let wake = (): void => undefined;
  let stop = new AbortController();
  const pause = (ms: number): Promise<void> => new Promise((done) => { wake = done; setTimeout(done, ms); });
  const run = async (): Promise<never> => {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        if (!isOpen()) { await pause(LONGEST_WAIT_MS); wait = FIRST_WAIT_MS / 2; continue; }
        stop = new AbortController();
        const answer = await call(path, { headers: { Accept: 'text/event-stream' }, signal: stop.signal });
        onState('live');
        wait = FIRST_WAIT_MS / 2;
        await readAll(answer, onEvent);
        onState('offline');
      } catch (error) {
        if (isAbort(error)) { wait = FIRST_WAIT_MS / 2; continue; }
        if (!(error instanceof Problem && error.isLoggedOut)) onState(error instanceof Problem && error.isRefused ? 'refused' : 'offline');
      }
      await pause(wait);
    }
  };
  void run();
  addEventListener('online', () => wake());
  return { now: () => wake(), anew: () => stop.abort() };
}

async function readAll(answer: Response, onEvent: (event: ServerEvent) => void): Promise<void> {
  const parser = new EventParser();
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const event of parser.push(value)) onEvent(event);
  }
}
