/** The token of this launch: it comes in the fragment of the address, lives in this tab, and goes out in a header only. */

const KEY = 'recount-token';
const CHANNEL = 'recount-tabs';
const WAIT_FOR_OTHER_TABS_MS = 250;

let token: string | null = null;

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
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', (message: MessageEvent<{ ask?: true; token?: string }>) => {
    if (message.data.ask === true && token !== null) channel.postMessage({ token });
    if (typeof message.data.token === 'string' && token === null) keep(message.data.token);
  });
  if (token !== null) return;
  channel.postMessage({ ask: true });
  const until = Date.now() + WAIT_FOR_OTHER_TABS_MS;
  while (currentToken() === null && Date.now() < until) await new Promise((done) => setTimeout(done, 15));
}

function keep(given: string): void {
  token = given;
  sessionStorage.setItem(KEY, given);
}
