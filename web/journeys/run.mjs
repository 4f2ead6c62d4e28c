/**
 * Journeys through the workbench in a real browser: `node journeys/run.mjs PROGRAM [PICTURES] [--bless] [--only NAME]`.
 *
 * PROGRAM is a built `recount`, or the address (with its token) of one that runs on a case made for it. It makes a case of the example, serves it, and every journey must pass: nothing may be asked of
 * any other address, nothing may be complained of in the console. With PICTURES, a folder, a picture of each screen is left there.
 * `--bless` keeps new pictures to compare with (`pictures.mjs`); `--only` runs one journey.
 * The browser is the Chromium that is installed (`RECOUNT_CHROMIUM`, else `chromium`).
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { hostile } from './hostile.mjs';
import { sources } from './sources.mjs';
import { keyboard } from './keyboard.mjs';
import { login } from './login.mjs';
import { pictures as compared } from './pictures.mjs';
import { reads } from './reads.mjs';
import { screens } from './screens.mjs';
import { spreadsheet } from './spreadsheet.mjs';
import { timeAndFigures } from './time-and-figures.mjs';
import { tls } from './tls.mjs';
import { zone } from './zone.mjs';

const { values: flags, positionals } = parseArgs({ allowPositionals: true, options: { bless: { type: 'boolean', default: false }, only: { type: 'string' } } });
const [program, pictures] = positionals;
if (program === undefined) { console.error('name the program: node journeys/run.mjs target/debug/recount'); process.exit(2); }
const browsers = [process.env.RECOUNT_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = browsers.find((path) => path !== undefined && existsSync(path));
if (executablePath === undefined) { console.error('no Chromium: install it, or name it in RECOUNT_CHROMIUM'); process.exit(2); }

const folder = mkdtempSync(join(tmpdir(), 'recount-journeys-'));
const failures = [];
const check = (holds, what) => { if (!holds) failures.push(what); console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}`); return holds; };

let served = 0;

/** Starts the program on a case of the example, for whoever has the key or for users; resolves to the address that it prints. */
async function serve({ users = [], password = '', more = [] } = {}) {
  if (/^http:.*#token=/.test(program)) return { end: () => undefined, address: program };
  // Each has a case and users of its own; only the first is called as the pictures show it.
  const own = served === 0 ? folder : join(folder, `home-${served}`);
  const dir = join(folder, served === 0 ? 'example.case' : `${served}.case`);
  served += 1;
  const env = { ...process.env, XDG_CONFIG_HOME: own, XDG_STATE_HOME: own, XDG_DATA_HOME: own };
  for (const [name, role] of users) execFileSync(resolve(program), ['users', 'add', name, '--role', role, '--password-stdin'], { env, input: password, stdio: ['pipe', 'ignore', 'ignore'] });
  const example = resolve(import.meta.dirname, '../../examples/sluice-at-orlec');
  execFileSync(resolve(program), ['init', dir], { stdio: 'ignore' });
  execFileSync(resolve(program), ['add', dir, example], { stdio: 'ignore' });
  const server = spawn(resolve(program), ['serve', dir, '--addr', '127.0.0.1:0', ...(users.length === 0 ? ['--as', 'journeys'] : ['--with-users']), ...more], { env });
  const address = await new Promise((done, fail) => {
    let said = '';
    const hear = (chunk) => { said += chunk; const found = (users.length === 0 ? /http:\/\/\S+#token=\w+/ : /https?:\/\/[\d.:]+\//).exec(said); if (found !== null) done(found[0]); };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.on('exit', () => fail(new Error(`the program ended: ${said}`)));
  });
  return { end: () => server.kill(), address };
}

/** A page in which nothing outside may be asked for, and nothing may go wrong unseen. */
async function open(browser, address, { ignored = [], before = async () => undefined, at = address, isReady = true, ...options } = {}) {
  // The frame in which a report is looked at lets no script run: that it says so is right.
  const expected = [/^Blocked script execution in '[^']*\/preview\//, ...ignored];
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  const origin = new URL(at).origin;
  const isExpected = (text) => expected.some((pattern) => pattern.test(text));
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type()) && !isExpected(message.text())) check(false, `nothing in the console: ${message.text()} ${message.location().url}`); });
  page.on('pageerror', (error) => check(false, `no error in the page: ${error.message}`));
  page.on('request', (request) => { if (!request.url().startsWith(origin) && !/^(blob|data):/.test(request.url())) check(false, `nothing is asked of another address: ${request.url()}`); });
  await before(page);
  await page.goto(at);
  if (!isReady) return page;
  await page.waitForSelector('main h1');
  await page.waitForFunction(() => document.querySelectorAll('.rail .accounts li').length > 0, null, { timeout: 60_000 });
  return page;
}

const { end, address } = await serve();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true });
  const tools = { check, pictures, address, browser, isBlessing: flags.bless, serve, open: (options) => open(browser, address, options) };
  // The pictures first: what the others decide is in none of them.
  const journeys = { pictures: compared, sources, screens, keyboard, hostile, timeAndFigures, spreadsheet, zone, login, reads, tls };
  const wanted = flags.bless ? 'pictures' : flags.only;
  for (const [name, journey] of Object.entries(journeys)) if (wanted === undefined || wanted === name) await journey(tools);
} catch (error) {
  check(false, `the journeys come to their end: ${error.stack}`);
} finally {
  await browser.close();
  end();
  rmSync(folder, { recursive: true, force: true });
}
console.log(failures.length === 0 ? 'all journeys passed' : `${failures.length} failed:\n${failures.join('\n')}`);
process.exit(failures.length === 0 ? 0 : 1);
