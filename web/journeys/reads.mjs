/** Somebody who may only read: nothing to decide with on any screen, what is tried all the same is refused in words, and nothing is lost by it. */

import { entered, USERS } from './entering.mjs';

export async function reads({ check, serve, open }) {
  const { address, end } = await serve(USERS);
  const ignored = [/status of 401/, /status of 403/];
  const enter = (name) => entered(open, name, { ignored, at: address });
  const [page, other] = [await enter('Anton'), await enter('Ilka')];
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); await page.waitForTimeout(350); };
  const at = (to) => page.evaluate((address) => { location.hash = address; document.activeElement?.blur(); }, to);
  const ask = (on, path, init) => on.evaluate(async ([where, how]) => { const answer = await fetch(where, { ...how, headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${sessionStorage.getItem('recount-token')}` } }); return { status: answer.status, body: await answer.json().catch(() => null) }; }, [path, init ?? {}]);
  const made = async () => (await ask(page, '/api/decisions')).body.total;

  const screens = [['findings', 'article h2'], ['chronicle', '.picture li'], ['figures', '[role="grid"] [data-id]'], ['voices', '[data-statement]'], ['people', '[role="grid"] [data-id]']];
  for (const [name, sign] of screens) {
    await at(`#/case/${name}`);
    await page.waitForSelector(sign);
    await press('j', 'j');
    const before = page.url();
    await press('a', 'r', 'u', 'n');
    check(page.url() === before && await page.locator('textarea').count() === 0, `${name}: keys of decisions do nothing, and the selection stays`);
    check(await page.locator('main .buttons, .pane .buttons').count() === 0, `${name}: no buttons to decide with`);
    check(await page.getByText('Bring back…').count() === 0, `${name}: nothing to bring back`);
  }
  check(await made() === 0, 'nothing was decided');

  await at('#/case/chronicle');
  await page.waitForSelector('.picture li');
  await press('j', 'x', 'j', 'x', 'm');
  check(await page.locator('.chosen button.primary').isDisabled().catch(() => false) && await made() === 0, 'two entries can be chosen, and not be merged');
  await press('Control+k');
  const commands = await page.locator('dialog [role="option"]').allTextContents();
  check(!commands.some((words) => /Add documents|Bring a table|zone of this case|Accept|Reject|Close the case/.test(words)), 'no command changes anything');
  await press('Escape');
  check(await page.getByText('Set the zone').count() === 0, 'the zone is not offered to be set');
  check(await page.locator('.rail .add').count() === 0, 'no documents can be added');
  await page.evaluate(() => {
    const carried = new DataTransfer();
    carried.items.add(new File(['One.'], 'a.txt'));
    dispatchEvent(new DragEvent('drop', { dataTransfer: carried, cancelable: true }));
  });
  check(await page.locator('.notice').textContent({ timeout: 5_000 }).then((words) => words.includes('others'), () => false), 'a file that is dropped is refused in words');
  const finding = (await ask(page, '/api/findings')).body.found.rows[0].id;
  const tried = [['POST', '/api/decisions', { id: finding, act: 'reject' }], ['POST', '/api/undo', {}], ['PUT', '/api/case/zone', { zone: 'Asia/Aqtau' }], ['POST', '/api/tables/apply', { changes: [] }]];
  for (const [method, path, body] of tried) check((await ask(page, path, { method, body: JSON.stringify(body) })).status === 403, `${path} is refused`);

  // What others decide is seen, and stays theirs.
  await at('#/case/findings');
  await page.waitForSelector('article h2');
  const decided = () => page.locator('.chip', { hasText: 'Decided' }).locator('.n').textContent().then(Number);
  const before = await decided();
  check((await ask(other, '/api/decisions', { method: 'POST', body: JSON.stringify({ id: finding, act: 'reject' }) })).status === 200, 'somebody else decides');
  await page.waitForFunction((count) => Number([...document.querySelectorAll('.chip')].find((chip) => chip.textContent.includes('Decided'))?.querySelector('.n')?.textContent) === count, before + 1, { timeout: 15_000 }).catch(() => undefined);
  check(await decided() === before + 1, 'it is seen at once');
  await press('z');
  await page.waitForTimeout(600);
  check(await decided() === before + 1 && await made() === 1, 'and not taken back by who may only read');
  await page.context().close();
  await other.context().close();
  end();
}
