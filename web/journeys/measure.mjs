/**
 * How fast the screens are: `node journeys/measure.mjs ADDRESS [--repeat N]`, the address with its token of a workbench that serves the case.
 *
 * For each screen: from the change of address until nothing is being asked for and nothing loads (the median of N), and the long tasks
 * while it is opened and while it is scrolled, or zoomed, for three seconds. Other work on the machine shows in both: repeat.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { values: { repeat }, positionals: [address] } = parseArgs({ allowPositionals: true, options: { repeat: { type: 'string', default: '3' } } });
const executablePath = [process.env.RECOUNT_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path !== undefined && existsSync(path));
const SCROLL_MS = 3_000;

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })).newPage();
let asked = 0;
const isAnswer = (request) => /\/api\/(?!events)/.test(request.url());
page.on('request', (request) => { if (isAnswer(request)) asked += 1; });
for (const over of ['requestfinished', 'requestfailed']) page.on(over, (request) => { if (isAnswer(request)) asked -= 1; });
await page.addInitScript(() => {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) globalThis.longTasks.push(Math.round(duration)); }).observe({ type: 'longtask', buffered: true });
});
await page.goto(address);
await page.waitForFunction(() => document.querySelectorAll('.rail .accounts li').length > 0, null, { timeout: 60_000 });
await page.waitForTimeout(1_000);

const taken = () => page.evaluate(() => { const found = globalThis.longTasks; globalThis.longTasks = []; return found.sort((a, b) => b - a); });
const ready = () => page.evaluate(() => document.querySelector('main h1') !== null && document.querySelector('main .quiet, .pane .quiet') === null);

/** Milliseconds until the screen stands: everything is there that was asked for, and it has been painted. */
async function opened(to) {
  const begun = performance.now();
  await page.evaluate((hash) => { location.hash = hash; }, to);
  let stands = begun;
  for (let calm = 0; calm < 8;) {
    await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 0)); }));
    if (asked === 0 && await ready()) { if (calm === 0) stands = performance.now(); calm += 1; } else calm = 0;
  }
  return stands - begun;
}

async function scrolled(isZoomed) {
  const box = await page.evaluate(() => { const { left, top, width, height } = (document.querySelector('main [role="grid"], main .picture, main .scroller') ?? document.querySelector('main')).getBoundingClientRect(); return { x: left + width / 2, y: top + Math.min(height, 400) / 2 }; });
  await page.mouse.move(box.x, box.y);
  const until = Date.now() + SCROLL_MS;
  for (let turn = 0; Date.now() < until; turn += 1) {
    if (isZoomed) await page.keyboard.press(turn % 16 < 8 ? '+' : '-');
    else await page.mouse.wheel(0, 420);
    await page.waitForTimeout(16);
  }
}

const account = await page.evaluate(() => document.querySelector('.rail .accounts a').getAttribute('href'));
const screens = [
  ['first', '#/case/first'], ['chronicle', '#/case/chronicle'], ['chronicle, zoomed', '#/case/chronicle', true], ['chronicle, table', '#/case/chronicle?view=table'], ['figures', '#/case/figures'], ['findings', '#/case/findings?state=all'],
  ['accounts', '#/reader'], ['an account', account], ['lineage', '#/case/lineage'], ['lineage, talking points', '#/case/lineage?tab=points'], ['voices', '#/case/voices'], ['people', '#/case/people'], ['evidence', '#/case/evidence'], ['search', '#/case/search?q=water'],
];
const round = (list) => list.slice(0, 4).join(', ') || '–';
console.log('| screen | opened, first and again (ms) | long tasks while opening | while scrolling |\n|---|---|---|---|');
for (const [name, to, isZoomed] of screens) {
  const times = [];
  const [opening, scrolling] = [[], []];
  for (let turn = 0; turn < Number(repeat); turn += 1) {
    await page.evaluate(() => { location.hash = '#/case/none'; });
    await page.waitForTimeout(900);
    await taken();
    times.push(await opened(to));
    opening.push(...await taken());
    await scrolled(isZoomed === true);
    scrolling.push(...await taken());
  }
  const [first, ...again] = times.map(Math.round);
  console.log(`| ${name} | ${first}, ${again.join(', ')} | ${round(opening.sort((a, b) => b - a))} | ${round(scrolling.sort((a, b) => b - a))} |`);
}
await browser.close();
