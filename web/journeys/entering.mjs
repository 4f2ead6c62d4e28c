/** How people come in where a case has users: the same two, with one password, in every journey. */

const PASSWORD = 'seven herons by the sluice';
export const USERS = { users: [['Ilka', 'decides'], ['Anton', 'reads']], password: PASSWORD };

/** Fills in and sends what the login asks for. */
export async function enter(page, name, password = PASSWORD) {
  await page.waitForSelector('dialog.login');
  await page.locator('[autocomplete="username"]').fill(name);
  await page.locator('[autocomplete="current-password"]').fill(password);
  await page.keyboard.press('Enter');
}

/** A page on which `name` has logged in and sees the case; `how` as `open` takes it. */
export async function entered(open, name, how) {
  const page = await open({ isReady: false, ...how });
  await enter(page, name);
  await page.waitForSelector('.rail .accounts li', { timeout: 60_000 });
  return page;
}
