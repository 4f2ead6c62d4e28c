/** Rows are copied, changed as in a spreadsheet, and brought back: seen first, one left out, the rest made, and taken back as one step. */

export async function spreadsheet({ check, open }) {
  const page = await open({ permissions: ['clipboard-read', 'clipboard-write'], ignored: [/status of 422/] });
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); await page.waitForTimeout(400); };
  const clipboard = (text) => page.evaluate((written) => (written === null ? navigator.clipboard.readText() : navigator.clipboard.writeText(written)), text ?? null);
  const notice = (words) => page.waitForFunction((sought) => document.querySelector('.notice')?.textContent?.includes(sought), words, { timeout: 15_000 }).then(() => true, () => false);
  const decided = () => page.locator('.chip', { hasText: 'Decided' }).locator('.n').textContent().then(Number);

  await press('g', 'i');
  await page.waitForSelector('article h2');
  const before = await decided();
  await page.locator('[role="grid"]').focus();
  await press('Home', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+c');
  const [head, ...rows] = (await clipboard()).split('\n').map((line) => line.split('\t'));
  check(rows.length === 3 && ['id', 'decision', 'why'].every((name) => head.includes(name)), 'copied rows carry their id, their decision and room for a reason');
  await page.evaluate(() => document.activeElement?.blur());

  for (const row of rows) { row[head.indexOf('decision')] = 'Reject'; row[head.indexOf('why')] = 'counted twice'; }
  const odd = rows[0].map((cell, at) => (at === head.indexOf('id') ? 'finding-0' : cell));
  await clipboard([head, ...rows, odd].map((cells) => cells.join('\t')).join('\n'));
  await press('Control+v');
  await page.waitForSelector('dialog [data-at]');
  check(await page.locator('dialog [data-at]').count() === 3, 'what was changed is shown before it is done');
  check(await page.locator('dialog .refused li').count() === 1, 'and what cannot be, with the reason');
  check(await decided() === before, 'nothing is done yet');
  await press('ArrowDown', 'Space', 'Control+Enter');
  check(await notice('2 changes made'), 'one is left out, the others are made at once');
  await page.waitForFunction((count) => Number([...document.querySelectorAll('.chip')].find((chip) => chip.textContent.includes('Decided'))?.querySelector('.n')?.textContent) === count, before + 2, { timeout: 10_000 }).catch(() => undefined);
  check(await decided() === before + 2, 'and stand where they belong');
  await press('z');
  check(await notice('Undone'), 'one undo takes them back');
  await page.waitForTimeout(800);
  check(await decided() === before, 'all of them');

  await clipboard('name\tcolour\nsluice\tgreen\n');
  await press('Control+v');
  check(await notice('Not read'), 'cells that are no table of the case are said to be none');
  await page.context().close();
}
