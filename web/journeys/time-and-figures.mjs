/** The chronicle and the figures by keys alone: the axis, lanes, table and picture, two entries joined and parted, a figure to its passage. */

export async function timeAndFigures({ check, open }) {
  const page = await open();
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); await page.waitForTimeout(450); };
  const param = (name) => new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '').get(name);
  const notice = (words) => page.waitForFunction((sought) => document.querySelector('.notice')?.textContent?.includes(sought), words, { timeout: 10_000 }).then(() => true, () => false);
  const rows = () => page.locator('.rail .screens a[href*="chronicle"]').textContent();

  await press('g', 'c');
  await page.waitForSelector('.picture li');
  check(/UTC|\w+\/\w+|days as told/.test(await page.locator('[role="group"] strong').first().textContent()), 'the chronicle names its zone, or says that there is none');
  await press('+');
  const near = Date.parse(param('to')) - Date.parse(param('from'));
  check(near > 0, 'plus comes nearer, and the address has it');
  await press('-', '-');
  check(Date.parse(param('to')) - Date.parse(param('from')) > near, 'minus goes further');
  const from = param('from');
  await press('ArrowRight');
  check(param('from') > from, 'an arrow moves the axis');
  await press('0');
  check(param('from') === null, '0 shows all');
  await press('l');
  check(param('lanes') === 'place', 'l goes through the lanes');
  await press('l', 'l', 't');
  check(await page.locator('[role="grid"]').count() === 1, 't shows the table');
  await press('t', 'j');
  check(param('sel') !== null && await page.locator('.detail blockquote').count() > 0, 'an entry is selected, and its passages stand below');

  const before = await rows();
  await press('x', 'j', 'x', 'm');
  const isMerged = await notice('Undo');
  check(isMerged, 'x and m make one of two entries');
  await press('z');
  check(await notice('Undone'), 'z takes it back');
  await page.waitForTimeout(600);
  check(await rows() === before, 'and all entries are there again');

  await press('Escape', 'g', 'q');
  await page.waitForSelector('[role="grid"] [data-id]');
  await press('j', 'Enter');
  await page.waitForSelector('article h1');
  await press('j');
  await page.waitForSelector('.pane .quoted', { timeout: 5_000 }).catch(() => undefined);
  check(param('sel') !== null, 'an answer is selected');
  check(await page.locator('.pane .quoted').count() > 0, 'its passage is shown in its account');
  check(await page.locator('article svg circle').count() > 0, 'the answers are drawn');
  check(await page.locator('article .conflict .said').count() > 0 && await page.getByText(/\bfig-[0-9a-f]{6}/).count() === 0, 'conflicts name figures by their words');
  await page.getByRole('button', { name: /^Show more/ }).first().press('Enter');
  const narrower = page.locator('article .conflict a.said').first();
  await narrower.focus();
  await press('Enter');
  check(param('show') !== null && await page.locator('.pane .quoted').count() > 0, 'a figure of a narrower question leads to its passage');
  await page.evaluate(() => document.activeElement?.blur());
  await press('Escape');
  await press('t');
  check(await page.locator('article [role="grid"]').count() === 1, 't shows the answers as a table');
  await press('t', 'Escape', 'Escape');
  check(!page.url().includes('/figures/'), 'Escape goes back to the questions');
  await page.context().close();
}
