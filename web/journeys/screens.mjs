/** Every screen: nothing serious for axe in light and dark, nothing wider than a telephone or a page enlarged four times. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds serious or critical, in a line each. */
export async function axe(page) {
  // Through the debugger, for the page's policy lets no foreign script in.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axeSource });
  await session.detach();
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 140)}`);
  });
}

const addresses = (page) => page.evaluate(() => {
  const own = [...document.querySelectorAll('.rail .screens a')].map((link) => link.getAttribute('href'));
  const account = document.querySelector('.rail .accounts a')?.getAttribute('href');
  return [...own, account].filter((address) => address !== null && address !== undefined);
});

async function settle(page) {
  await page.waitForTimeout(300);
  await page.waitForFunction(() => document.querySelector('main .quiet') === null, null, { timeout: 20_000 });
  await page.waitForTimeout(300);
}

const shapes = [
  ['light', {}],
  ['dark', { colorScheme: 'dark', locale: 'ru-RU' }],
  ['telephone', { viewport: { width: 400, height: 800 } }],
  ['enlarged', { viewport: { width: 320, height: 256 } }],
];

export async function screens({ check, open, pictures }) {
  for (const [shape, options] of shapes) {
    const page = await open(options);
    for (const address of await addresses(page)) {
      await page.evaluate((to) => { location.hash = to; }, address);
      await settle(page);
      const name = `${shape} ${address.replace(/^#\/(case\/)?/, '').replace(/\/.*/, ' (an account)')}`;
      const found = await axe(page);
      check(found.length === 0, `${name}: nothing serious for axe${found.map((line) => `\n         ${line}`).join('')}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(over <= 0, `${name}: not wider than the page (${over} px over)`);
      check(await page.evaluate(() => document.querySelectorAll('main h1').length === 1), `${name}: one heading`);
      if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name.replaceAll(/\W+/g, '-')}.png`) });
    }
    await page.context().close();
  }
}
