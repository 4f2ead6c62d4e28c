/** People log in: a wrong password, a session that ends while something is being written, and somebody who may only read. */

import { enter, USERS } from './entering.mjs';

export async function login({ check, serve, open }) {
  const { address, end } = await serve(USERS);
  // What is refused on purpose is told in the console by the browser itself.
  const ignored = [/status of 401/, /status of 403/];
  const page = await open({ ignored, at: address, isReady: false });
  check(await page.locator('.rail').count() === 0, 'nothing of the case is seen before somebody has logged in');
  await enter(page, 'Ilka', 'a wrong one of enough letters');
  check(await page.getByText('do not fit together').waitFor({ timeout: 10_000 }).then(() => true, () => false), 'a wrong password is said in words');
  await enter(page, 'Ilka');
  await page.waitForSelector('.rail .accounts li', { timeout: 60_000 });
  check(await page.locator('header .who').textContent().then((text) => text.includes('Ilka')), 'the name of who works stands in the header');

  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.waitForSelector('article h2');
  await page.keyboard.press('n');
  await page.keyboard.type('half a thought');
  // The session ends elsewhere.
  await page.evaluate(() => fetch('/api/session', { method: 'DELETE', headers: { Authorization: `Bearer ${sessionStorage.getItem('recount-token')}` } }));
  await page.locator('article button').first().click();
  await page.waitForSelector('dialog.login', { timeout: 10_000 });
  await enter(page, 'Ilka');
  await page.waitForSelector('dialog.login', { state: 'detached', timeout: 10_000 });
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press('k');
  check(await page.locator('article textarea').inputValue({ timeout: 5_000 }).catch(() => '') === 'half a thought', 'what was being written is there after logging in again');
  await page.getByText('Log out').click();
  await page.waitForSelector('dialog.login');
  check(await page.evaluate(() => document.body.textContent.includes('Log in') && document.querySelector('.rail') === null), 'after logging out the case is gone from the page');

  await enter(page, 'Anton');
  await page.waitForSelector('.rail .accounts li', { timeout: 60_000 });
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  check(await page.getByText('deciding in it is for others').first().waitFor({ timeout: 10_000 }).then(() => true, () => false), 'who may only read is told so where others decide');
  check(await page.locator('article .buttons').count() === 0, 'and finds no buttons to decide with');
  await page.context().close();
  end();
}
