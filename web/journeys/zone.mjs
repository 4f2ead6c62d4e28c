/** The zone of the case by keys alone: from the axis and from the commands, filtered, set, seen on the axis, and taken away. */

export async function zone({ check, open }) {
  const page = await open({ timezoneId: 'Asia/Almaty' });
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); await page.waitForTimeout(400); };
  const axis = (words) => page.waitForFunction((sought) => document.querySelector('[role="group"] strong')?.textContent?.includes(sought), words, { timeout: 20_000 }).then(() => true, () => false);
  const option = () => page.locator('dialog [role="option"][aria-selected="true"]').textContent();
  const byCommand = async () => { await press('Control+k'); await page.keyboard.type('zone of this'); await press('Enter'); await page.waitForSelector('dialog [role="listbox"]'); };

  const offer = page.locator('main button', { hasText: 'Set the zone' });
  check(await offer.count() === 1, 'the first page offers to set the zone that is missing');
  await press('g', 'c');
  await page.waitForSelector('.picture li');
  check(await axis('days as told'), 'the axis says that there is no zone');
  const span = () => page.locator('.tools .said').textContent();
  const before = await span();

  await offer.focus();
  await press('Enter');
  await page.waitForSelector('dialog [role="listbox"]');
  check((await option()).includes('Asia/Almaty'), 'the zone of the browser is offered first');
  check(await page.getByText('nothing in the documents is altered').count() === 1, 'one line says what it changes');
  await page.keyboard.type('orlec');
  check(await page.locator('dialog [role="option"]').count() === 0, 'what is no zone is not found');
  await press('Escape');
  check(await page.locator('dialog').count() === 0 && await axis('days as told'), 'Escape leaves everything as it is');

  await byCommand();
  await page.keyboard.type('aqtau');
  await press('Enter');
  check(await axis('Asia/Aqtau'), 'the zone is set, and the axis is in it');
  check(await span() !== before, 'the axis has moved');
  check(await offer.count() === 0, 'and it is not asked for any more');
  await page.evaluate(() => { location.hash = '#/case/evidence?tab=log'; });
  check(await page.getByText('Settings changed').first().waitFor({ timeout: 10_000 }).then(() => true, () => false), 'the log says so');

  await press('g', 'c');
  await byCommand();
  await press('ArrowUp', 'Enter');
  check(await axis('days as told'), 'it can be taken away');
  await page.context().close();
}
