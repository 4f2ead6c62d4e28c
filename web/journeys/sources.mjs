/** Copies, voices, evidence, search and report, without a mouse: each ends in a passage or in a file. */

export async function sources({ check, open }) {
  const page = await open();
  const press = async (...keys) => { for (const key of keys) { await page.keyboard.press(key); await page.waitForTimeout(120); } await page.waitForTimeout(400); };
  const see = (selector) => page.waitForSelector(selector, { timeout: 15_000 }).then(() => true, () => false);
  const param = (name) => new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '').get(name);

  await press('g', 'l');
  check(await see('svg .node'), 'lineage: accounts are drawn');
  await press('Shift+J');
  check(param('passage') !== null && await see('.pane .quoted'), 'lineage: a side of a passage is shown in its account');
  await press('t');
  check(await see('main [role="grid"]'), 'lineage: t shows the pairs as a table');

  await press('g', 'v');
  await see('[data-statement]');
  await press('j');
  check(param('sel') !== null && await see('.pane .quoted'), 'voices: a statement is shown in its account');

  await press('g', 'e');
  await see('main [role="row"]');
  await press('v');
  check(await page.getByText('Everything is as it was kept').waitFor({ timeout: 20_000 }).then(() => true, () => false), 'evidence: v checks the case');
  await press('j');
  const original = page.waitForEvent('download', { timeout: 10_000 }).catch(() => null);
  await press('s');
  check(await original !== null, 'evidence: s saves the original');

  await page.locator('[data-search]').first().focus();
  await page.keyboard.type('people');
  await press('Enter');
  check(await see('main [role="row"]'), 'search: the search box of the header leads to results');
  await page.evaluate(() => document.activeElement?.blur());
  await press('j', 'Enter');
  check(await see('.pane .quoted'), 'search: a result is shown in its account');

  await press('g', 'x');
  check(await see('iframe[sandbox=""]'), 'report: the preview is in a closed frame');
  const released = page.waitForEvent('download', { timeout: 15_000 }).catch(() => null);
  await press('Control+k');
  await page.keyboard.type('Save as Markdown');
  await press('Enter');
  check(await released !== null, 'report: it is released by a command');
  await page.context().close();
}
