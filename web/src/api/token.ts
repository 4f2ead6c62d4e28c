/** The token of this launch or of a session: it comes in the fragment of the address or with logging in, lives in this tab, and goes out in a header only. */

const KEY = 'recount-token';
const CHANNEL = 'recount-tabs';
const WAIT_FOR_OTHER_TABS_MS = 250;

let token: string | null = null;
let whenGiven = (): void => undefined;
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);

export function currentToken(): string | null { return token; }

/** Takes the token out of the address, so that neither the history nor a copied link carries it. */
export function takeToken(): void {
  const found = /^#token=([\w.~-]+)(?:&(.*))?$/.exec(location.hash);
  if (found?.[1] !== undefined) {
    sessionStorage.setItem(KEY, found[1]);
    history.replaceState(null, '', `${location.pathname}#/${found[2] ?? ''}`);
  }
  token = sessionStorage.getItem(KEY);
}

/** A tab opened from another one has no token yet: tabs of the same origin share theirs. */
export async function shareToken(): Promise<void> {
  if (channel === null) return;
  channel.addEventListener('message', ({ data }: MessageEvent<{ ask?: true; token?: string; isNew?: true }>) => {
    if (data.ask === true && token !== null) channel.postMessage({ token });
    if (typeof data.token !== 'string' || (token !== null && data.isNew !== true)) return;
    keep(data.token);
    if (data.isNew === true) whenGiven();
  });
  if (token !== null) return;
  channel.postMessage({ ask: true });
  const until = Date.now() + WAIT_FOR_OTHER_TABS_MS;
  while (currentToken() === null && Date.now() < until) await new Promise((done) => setTimeout(done, 15));
}

/** The token of a session that begins; other tabs are given it too. */
export function beginToken(given: string): void {
  keep(given);
  channel?.postMessage({ token: given, isNew: true });
}

export function endToken(): void {
  token = null;
  sessionStorage.removeItem(KEY);
}

/** Called when another tab has logged in. */
export function onGiven(listener: () => void): void { whenGiven = listener; }

function keep(given: string): void {
  token = given;
  sessionStorage.setItem(KEY, given);
}
