/** Text that would do harm if it were taken for anything but text, in every field of every answer. */

const payloads = [
  '<img src=x onerror="window.hit=1">', '"><script>window.hit=1</script>', 'javascript:window.hit=1', '{{constructor.constructor("window.hit=1")()}}',
  '\u202Eevil\u202C', '</style><svg onload=window.hit=1>', "' onmouseover='window.hit=1", '<iframe srcdoc="<script>parent.hit=1</script>">',
  '<a href="http://outside.invalid/">x</a>', '<link rel=stylesheet href=http://outside.invalid/x.css>', '\u0000\uFFFF', '%00%0d%0a', '__proto__',
  '</script><script>window.hit=1//', '<math><mtext></table><mglyph><style><img src=x onerror=window.hit=1>', '<base href=http://outside.invalid/>',
  '<form action=http://outside.invalid/><button autofocus>', '<meta http-equiv=refresh content="0;url=http://outside.invalid/">', '<svg><use href="data:image/svg+xml,x#x"/></svg>', 'url(http://outside.invalid/x)',
];
/** What the page steers by, and no text. */
const keys = /^(id|kind|hold|state|revision|act|sort|verdict|phase|measure|hash|original|ticket)$/;

export async function hostile({ check, open }) {
  // Names in the answers are spoilt: what is asked for by them is not there.
  const page = await open({ ignored: [/^Failed to load resource: the server responded with a status of 404/] });
  let count = 0;
  const spoil = (value, key) => {
    if (typeof value === 'string') return keys.test(key) ? value : `${value} ${payloads[count++ % payloads.length]}`;
    if (Array.isArray(value)) return value.map((one) => spoil(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoil(one, name)]));
  };
  await page.route('**/api/**', async (route) => {
    if (route.request().url().includes('/api/events')) return route.continue();
    const answer = await route.fetch({ headers: { ...route.request().headers(), 'if-none-match': '' } });
    const text = await answer.text();
    const headers = { ...answer.headers() };
    delete headers.etag;
    let body = text;
    try { body = JSON.stringify(spoil(JSON.parse(text), '')); } catch { /* no JSON: as it is */ }
    return route.fulfill({ status: answer.status(), headers, body });
  });
  const links = await page.evaluate(() => [...document.querySelectorAll('.rail a')].map((link) => link.getAttribute('href')));
  const screens = [...links, '#/case/findings?q=%3Cimg%20src=x%20onerror=window.hit=1%3E&state=all', '#/case/%22%3E%3Cscript%3Ewindow.hit=1%3C%2Fscript%3E', '#/case/search?q=%3Cimg%20src=x%20onerror=window.hit=1%3E'];
  const origin = new URL(page.url()).origin;
  await page.reload();
  for (const address of screens) {
    await page.evaluate((to) => { location.hash = to; }, address);
    await page.waitForTimeout(600);
    const [hit, foreign, isHere] = await page.evaluate((own) => [window.hit, document.querySelectorAll('#app script, #app iframe:not([sandbox]), #app img, #app link, #app base, #app meta').length, location.origin === own], origin);
    check(hit === undefined && foreign === 0 && isHere, `${address.slice(0, 60)}: hostile text is text`);
  }
  check(count >= 100, `${count} pieces of hostile text were shown`);
  await page.context().close();
}
