/** A review without a mouse: from the first page to a decision and back, to the passage, and into the account. */

export async function keyboard({ check, open, address }) {
  const page = await open();
  check(!page.url().includes('token'), 'the key of the launch does not stay in the address');
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); await page.waitForTimeout(400); };
  const selected = () => new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '').get('sel');
  const notice = () => page.locator('.notice').textContent({ timeout: 5_000 }).catch(() => null);

  await press('g', 'i');
  await page.waitForSelector('article h2');
  const first = selected();
  check(first !== null, 'the first finding is selected');
  await press('j');
  check(selected() !== first, 'j goes to the next');
  await press('k');
  check(selected() === first, 'k goes back');

  const before = Date.now();
  await page.keyboard.press('r');
  await page.waitForSelector('.notice', { timeout: 10_000 });
  console.log(`       a decision is on the screen after ${Date.now() - before} ms`);
  check(selected() !== first, 'a decision goes on to the next');
  check((await notice())?.includes('Rejected') === true, 'a decision says what it did');
  await press('z');
  await page.waitForFunction(() => document.querySelector('.notice')?.textContent?.includes('Undone'), null, { timeout: 10_000 }).catch(() => undefined);
  check((await notice())?.includes('Undone') === true, 'z takes it back');
  await press('Shift+Z');
  await page.waitForFunction(() => document.querySelector('.notice')?.textContent?.includes('Done again'), null, { timeout: 10_000 }).catch(() => undefined);
  check((await notice())?.includes('Done again') === true, 'Shift z does it again');
  await press('z');

  await press('n');
  await page.keyboard.type('seen twice');
  check(await page.evaluate(() => document.activeElement?.tagName === 'TEXTAREA' && document.activeElement.value === 'seen twice'), 'a note is typed, and its letters are no keys');
  await press('Escape');

  await press('?');
  check(await page.locator('dialog[open]').count() === 1, '? shows the keys');
  await press('Escape');
  await press('Control+k');
  await page.keyboard.type('reader');
  await press('Enter');
  check(page.url().includes('#/reader'), 'a command is found by its words');
  await press('j', 'Enter');
  await page.waitForSelector('[data-start]');
  check(await page.locator('[data-start]').count() > 0, 'Enter opens an account');
  await press('j', 'j');
  check(selected() !== null, 'j goes from mark to mark');

  const other = await page.context().newPage();
  await other.goto(new URL('/', address).href);
  await other.waitForSelector('.rail', { timeout: 10_000 }).catch(() => undefined);
  check(await other.locator('.rail').count() === 1, 'a second tab gets the key from the first');
  await page.context().close();
}
