/**
 * A picture of every screen, compared with the one that is kept in `pictures/`.
 *
 * They are compared four times smaller than kept: the shape of letters, which differs from machine to machine, is gone then, and what is
 * moved, missing or laid over something else is not. `--bless` keeps new ones: look at them.
 * What is not the same twice is made the same: the font, moments of today, hashes of the log, the caret, what moves.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { canvas } from './canvas.mjs';

const KEPT = join(import.meta.dirname, 'pictures');
const DIFFERING = join(import.meta.dirname, 'differing');
/** How many times smaller than kept they are compared. */
const SHRINK = 4;
/** The least difference of a dot that counts, on a scale from 0 to 1, and how many such dots there may be: in all, and close together. */
const LEAST = 0.06;
const MOST = { share: 0.003, window: 8, near: 12 };
const FONT = 'Liberation Sans';
/** How many answers each page waits for. */
const asked = new WeakMap();

const wide = { viewport: { width: 1440, height: 900 } };
const narrow = { viewport: { width: 400, height: 800 } };
const shapes = [
  { name: 'light', options: { ...wide, colorScheme: 'light' } },
  { name: 'dark', options: { ...wide, colorScheme: 'dark', locale: 'ru-RU' } },
  { name: 'telephone', options: { ...narrow, colorScheme: 'light' }, only: ['first', 'chronicle', 'findings', 'reader'] },
];

/** What is on each screen: the address, and keys pressed there. */
const scenes = [
  { name: 'first', to: '#/case/first' },
  { name: 'chronicle', to: '#/case/chronicle', keys: ['j', 'j'] },
  { name: 'chronicle-table', to: '#/case/chronicle?view=table' },
  { name: 'figures', to: '#/case/figures' },
  { name: 'question', to: '#/case/figures', keys: ['j', 'Enter', 'j'] },
  { name: 'findings', to: '#/case/findings', keys: ['j'] },
  { name: 'reader', to: '#/reader', keys: ['j', 'Enter', 'j', 'j'] },
  { name: 'lineage', to: '#/case/lineage' },
  { name: 'voices', to: '#/case/voices', keys: ['j'] },
  { name: 'people', to: '#/case/people', keys: ['j'] },
  { name: 'evidence', to: '#/case/evidence' },
  { name: 'report', to: '#/case/report' },
  { name: 'search', to: '#/case/search?q=water' },
  { name: 'keys', to: '#/case/first', keys: ['?'] },
];

export async function pictures({ check, browser, open, isBlessing }) {
  const made = await canvas(browser);
  rmSync(DIFFERING, { recursive: true, force: true });
  mkdirSync(isBlessing ? KEPT : DIFFERING, { recursive: true });
  for (const { name: shape, options, only } of shapes) {
    const page = await open({ ...options, reducedMotion: 'reduce', before: sameEachTime });
    if (!check(await page.evaluate((font) => document.fonts.check(`12px "${font}"`) && isThere(font), FONT).catch(() => false), `${shape}: the font of the pictures is installed (${FONT})`)) break;
    for (const { name, to, keys = [] } of scenes.filter((scene) => only?.includes(scene.name) ?? true)) {
      await visit(page, to, keys);
      const kept = await made.pack(await atRest(page), options.viewport);
      await compare({ check, made, isBlessing }, `${name}-${shape}`, kept);
      await page.keyboard.press('Escape');
    }
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.context().close();
  }
  await made.close();
  rmEmpty();
}

/** Before the page begins: one font, and answers without what is of today. */
async function sameEachTime(page) {
  await page.addInitScript((font) => {
    globalThis.isThere = (name) => {
      const width = (family) => { const context = document.createElement('canvas').getContext('2d'); context.font = `40px ${family}`; return context.measureText('Wmilл').width; };
      return width(`"${name}", monospace`) !== width('monospace');
    };
    addEventListener('DOMContentLoaded', () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`:root { --serif: "${font}" !important; --sans: "${font}" !important; --mono: "${font}" !important; } * { caret-color: transparent !important; } ::-webkit-scrollbar { display: none; }`);
      document.adoptedStyleSheets = [sheet];
    });
  }, FONT);
  const today = new RegExp(`"(?:${[-1, 0, 1].map((by) => new Date(Date.now() + by * 86_400_000).toISOString().slice(0, 10)).join('|')})T[^"]*"`, 'g');
  await page.route(/\/api\/(?!events|originals|tables)/, async (route) => {
    asked.set(page, (asked.get(page) ?? 0) + 1);
    try { await answered(route, today); } finally { asked.set(page, asked.get(page) - 1); }
  });
}

async function answered(route, today) {
  const answer = await route.fetch();
  if (!(answer.headers()['content-type'] ?? '').includes('json')) return route.fulfill({ response: answer });
  return route.fulfill({ response: answer, body: (await answer.text()).replaceAll(today, '"2031-03-04T09:30:00Z"') });
}

async function visit(page, to, keys) {
  await page.evaluate((address) => { location.hash = address; document.activeElement?.blur(); }, to);
  await settle(page);
  for (const key of keys) { await page.keyboard.press(key); await page.waitForTimeout(250); }
  await settle(page);
}

/** Nothing is being asked for, or has been a moment ago, and what stands in a frame has come. */
async function settle(page) {
  await page.waitForFunction(() => document.querySelector('main .quiet, .pane .quiet, [aria-busy="true"]') === null, null, { timeout: 60_000 });
  for (let quiet = 0; quiet < 6; quiet = asked.get(page) > 0 ? 0 : quiet + 1) await page.waitForTimeout(80);
  for (const frame of page.frames()) await frame.waitForLoadState('load', { timeout: 60_000 });
}

/** A picture of a screen that no longer changes: the same twice in a row. What a slow machine is still painting is no difference. */
async function atRest(page) {
  const shot = () => page.screenshot({ animations: 'disabled', caret: 'hide' });
  let last = await shot();
  for (let tries = 0; tries < 40; tries += 1) {
    await page.waitForTimeout(120);
    const now = await shot();
    if (now.equals(last)) return now;
    last = now;
  }
  return last;
}

async function compare({ check, made, isBlessing }, name, kept) {
  const path = join(KEPT, `${name}.webp`);
  if (isBlessing) { writeFileSync(path, kept); console.log(`kept   ${path}, ${kept.length} bytes`); return; }
  if (!existsSync(path)) { save(name, kept); check(false, `picture ${name}: there is none to compare it with: ${join(DIFFERING, `${name}.webp`)}; keep it with --bless`); return; }
  const [before, now] = [await made.raw(readFileSync(path), SHRINK), await made.raw(kept, SHRINK)];
  const isSameSize = before.width === now.width && before.height === now.height;
  const { width, height } = now;
  const shown = Buffer.alloc(now.bytes.length);
  const differing = (more) => (isSameSize ? pixelmatch(before.bytes, now.bytes, shown, width, height, { threshold: LEAST, includeAA: true, ...more }) : width * height);
  const [all, near] = [differing({}), differing({ windowSize: MOST.window })];
  const holds = all <= MOST.share * width * height && near <= MOST.near;
  check(holds, `picture ${name}: as it was (${all} of ${width * height} dots differ, ${near} close together)${holds ? '' : `: ${join(DIFFERING, name)}.webp, where: ${join(DIFFERING, name)}.where.png`}`);
  if (holds) return;
  save(name, kept);
  writeFileSync(join(DIFFERING, `${name}.where.png`), await made.png(shown, { width, height }));
}

function save(name, kept) { writeFileSync(join(DIFFERING, `${name}.webp`), kept); }

function rmEmpty() { try { rmSync(DIFFERING); } catch { /* it holds what differs, or is not there */ } }
