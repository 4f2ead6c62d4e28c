/** The workbench over TLS, with a certificate of one's own: two people at it, what one does is seen by the other, and files come over it too. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entered, USERS } from './entering.mjs';

/** A certificate for this computer, with its key: by `openssl` where there is one, else the program makes its own. */
function certificate(folder) {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  try {
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=desk.example', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert], { stdio: 'ignore' });
    return ['--tls-cert', cert, '--tls-key', key];
  } catch { return ['--tls-self-signed']; }
}

export async function tls({ check, serve, open }) {
  const folder = mkdtempSync(join(tmpdir(), 'recount-tls-'));
  for (const how of [certificate(folder), ['--tls-self-signed']]) await over(how, { check, serve, open });
  rmSync(folder, { recursive: true, force: true });
}

async function over(how, { check, serve, open }) {
  const { address, end } = await serve({ ...USERS, more: how });
  const named = how[0];
  check(address.startsWith('https://'), `${named}: the address is one of TLS`);
  check(await fetch(address.replace('https:', 'http:')).then(() => false, () => true), `${named}: without TLS nothing is answered`);
  check(await fetch(address).then(() => false, () => true), `${named}: who does not know the certificate does not go on by itself`);
  // The certificate is looked at by whoever opens the page; here it is taken as it is.
  const enter = (name) => entered(open, name, { ignored: [/status of 401/], at: address, ignoreHTTPSErrors: true });
  const [ilka, anton] = [await enter('Ilka'), await enter('Anton')];
  const answer = await ilka.reload();
  const secured = await answer.securityDetails();
  check(/TLS 1\.[23]/.test(secured?.protocol ?? ''), `${named}: the page came over ${secured?.protocol}`);
  check(answer.headers()['strict-transport-security'] !== undefined, `${named}: the browser is told to come by TLS only`);
  await ilka.waitForSelector('.rail .accounts li', { timeout: 60_000 });
  check(await ilka.locator('header .who').textContent().then((text) => text.includes('Ilka')), `${named}: the session outlives a reload`);

  for (const page of [ilka, anton]) { await page.keyboard.press('g'); await page.keyboard.press('i'); await page.waitForSelector('article h2'); }
  const decided = () => anton.locator('.chip', { hasText: 'Decided' }).locator('.n').textContent().then(Number);
  const before = await decided();
  await ilka.keyboard.press('r');
  await anton.waitForFunction((count) => Number([...document.querySelectorAll('.chip')].find((chip) => chip.textContent.includes('Decided'))?.querySelector('.n')?.textContent) === count, before + 1, { timeout: 15_000 }).catch(() => undefined);
  check(await decided() === before + 1, `${named}: what one decides the other sees without asking`);
  const table = anton.waitForEvent('download', { timeout: 10_000 }).catch(() => null);
  await anton.locator('main').getByRole('button', { name: 'CSV' }).first().click();
  check(await table !== null, `${named}: a table is saved`);
  await ilka.context().close();
  await anton.context().close();
  end();
}
