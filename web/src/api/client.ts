/** Calls to the server. Answers to GET are kept in memory with their ETag: what has not changed is not sent again. */
import { language } from '../words/language.svelte.ts';
import { offline, Problem, problemOf } from './problem.ts';
import { currentToken } from './token.ts';

interface Kept { etag: string; body: unknown }

const MOST_KEPT = 300;
const kept = new Map<string, Kept>();
const underway = new Map<string, Promise<unknown>>();
const listeners = new Set<(problem: Problem | null) => void>();

/** Is told after each call whether it went through; the state of the connection is made of it. */
export function onOutcome(listener: (problem: Problem | null) => void): void { listeners.add(listener); }

function tell(problem: Problem | null): void { for (const listener of listeners) listener(problem); }

/** One call with the token and the language; throws a `Problem` unless it succeeded or the answer is 304. */
export async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('Accept-Language', language.current);
  const token = currentToken();
  if (token !== null) headers.set('Authorization', `Bearer ${token}`);
  const answer = await fetch(path, { ...init, headers, credentials: 'omit', redirect: 'error', cache: 'no-store' }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    const problem = offline();
    tell(problem);
    throw problem;
  });
  if (!answer.ok && answer.status !== 304) {
    const problem = await problemOf(answer);
    // What was asked before somebody logged in says nothing of now.
    if (!problem.isLoggedOut || token === currentToken()) tell(problem);
    throw problem;
  }
  tell(null);
  return answer;
}

/** Reads a resource. Two who ask at the same time share one call. */
export function get<T>(path: string): Promise<T> {
  const key = `${language.current} ${path}`;
  const question = `${currentToken() ?? ''} ${key}`;
  const running = underway.get(question);
  if (running !== undefined) return running as Promise<T>;
  const asked = fetchKept(key, path).finally(() => underway.delete(question));
  underway.set(question, asked);
  return asked as Promise<T>;
}

/** What is in memory already, to show at once while the server is asked again. */
export function peek<T>(path: string): T | null {
  const found = kept.get(`${language.current} ${path}`);
  return found === undefined ? null : (found.body as T);
}

async function fetchKept(key: string, path: string): Promise<unknown> {
  const before = kept.get(key);
  const answer = await call(path, before === undefined ? {} : { headers: { 'If-None-Match': before.etag } });
  if (answer.status === 304 && before !== undefined) return before.body;
  const body: unknown = await answer.json();
  const etag = answer.headers.get('etag');
  kept.delete(key);
  if (etag !== null) kept.set(key, { etag, body });
  const oldest = kept.keys().next();
  if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
  return body;
}

export async function post<T>(path: string, body: unknown = {}): Promise<T> { return send<T>('POST', path, body); }
export async function put<T>(path: string, body: unknown): Promise<T> { return send<T>('PUT', path, body); }

async function send<T>(method: string, path: string, body: unknown): Promise<T> {
  const answer = await call(path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  return (answer.status === 204 ? null : await answer.json()) as T;
}

/** Sends the bytes of a document under its name. */
export async function putDocument<T>(name: string, bytes: Blob): Promise<T> {
  const answer = await call(`/api/documents?name=${encodeURIComponent(name)}`, { method: 'PUT', headers: { 'Content-Type': 'application/octet-stream' }, body: bytes });
  return (await answer.json()) as T;
}

/** Fetches an attachment and hands it to the browser to save: a plain link could not carry the token. */
export async function download(path: string, fallbackName: string, init: RequestInit = {}): Promise<void> {
  const answer = await call(path, init);
  const said = /filename\*?=(?:UTF-8'')?"?([^";]+)"?/i.exec(answer.headers.get('content-disposition') ?? '');
  saveAs(await answer.blob(), said?.[1] === undefined ? fallbackName : decodeURIComponent(said[1]));
}

/** Hands bytes to the browser to save. */
export function saveAs(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A path with its query; what is empty is left out. */
export function query(path: string, params: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) if (value !== null && value !== undefined && value !== '') search.set(key, String(value));
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
