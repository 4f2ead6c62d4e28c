// Opens reports in Chromium, offline, and checks that everybody can read them: axe finds nothing serious or critical in
// light and dark at three widths; nothing is asked of the network; nothing sticks out sideways; the keyboard reaches the
// text; without script the page still says everything.
//
//   node check.mjs REPORT.html…            checks these files
//   node check.mjs PROGRAM FOLDER          makes a report of every dossier in FOLDER with `PROGRAM run`, then checks them
//
// CHROMIUM names the browser when it is not /usr/bin/chromium.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const looks = ["light", "dark"];
const widths = [400, 800, 1400];
const serious = new Set(["serious", "critical"]);

const workplace = mkdtempSync(join(tmpdir(), "recount-a11y-"));
const failures = [];
try {
  const reports = reportsOf(process.argv.slice(2));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  for (const report of reports) {
    const found = [...(await checkLooks(browser, report)), ...(await checkKeyboard(browser, report)), ...(await checkWithoutScript(browser, report))];
    console.log(`${found.length === 0 ? "ok  " : "BAD "} ${report}`);
    found.forEach((line) => console.log(`     ${line}`));
    failures.push(...found);
  }
  await browser.close();
} finally {
  rmSync(workplace, { recursive: true, force: true });
}
process.exit(failures.length === 0 ? 0 : 1);

function reportsOf(words) {
  if (words.length > 0 && words.every((word) => word.endsWith(".html"))) return words.map((word) => resolve(word));
  const [program, folder] = words;
  if (!program || !folder) throw new Error("give report files, or the program and a folder of dossiers");
  const dossiers = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  if (dossiers.length === 0) throw new Error(`no dossier in ${folder}`);
  return dossiers.map(({ name }) => {
    const report = join(workplace, `${name}.html`);
    const made = spawnSync(program, ["run", join(folder, name), "--case", join(workplace, `${name}.case`), "-o", report], { encoding: "utf8" });
    if (made.status !== 0) throw new Error(`no report of ${name}: ${made.stderr}`);
    return report;
  });
}

async function opened(browser, report, options) {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const odd = [];
  page.on("console", (message) => message.type() === "error" && odd.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => odd.push(`script: ${error.message}`));
  page.on("request", (request) => !request.url().startsWith("file:") && odd.push(`asks the network for ${request.url()}`));
  await page.goto(pathToFileURL(report).href);
  return { context, page, odd };
}

async function checkLooks(browser, report) {
  const found = new Set();
  for (const colorScheme of looks) {
    for (const width of widths) {
      const { context, page, odd } = await opened(browser, report, { colorScheme, viewport: { width, height: 900 } });
      const where = `${colorScheme}, ${width} px`;
      odd.forEach((line) => found.add(`${where}: ${line}`));
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (tooWide > 0) found.add(`${where}: ${tooWide} px wider than the window`);
      await page.evaluate(() => document.querySelectorAll("details").forEach((drawer) => { drawer.open = true; }));
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      for (const violation of violations.filter((violation) => serious.has(violation.impact))) {
        const at = violation.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ");
        found.add(`${where}: ${violation.impact}: ${violation.id}: ${violation.help} (${violation.nodes.length}: ${at})`);
      }
      await context.close();
    }
  }
  return [...found];
}

async function checkKeyboard(browser, report) {
  const { context, page } = await opened(browser, report, { viewport: { width: 1400, height: 900 } });
  const found = [];
  await page.keyboard.press("Tab");
  if (!(await page.evaluate(() => document.activeElement.matches("a.skip")))) found.push("keyboard: the first stop is not the skip link");
  await page.keyboard.press("Enter");
  if (!(await page.evaluate(() => document.activeElement.id === "main"))) found.push("keyboard: the skip link does not lead to the text");
  const source = await page.$("a.source");
  if (source) {
    await source.focus();
    await page.keyboard.press("Enter");
    const isShown = () => {
      const box = document.querySelector(":target")?.getBoundingClientRect();
      return box !== undefined && box.bottom > 0 && box.top < innerHeight;
    };
    const isSeen = await page.waitForFunction(isShown, undefined, { timeout: 10_000 }).then(() => true, () => false);
    if (!isSeen) found.push("keyboard: following a quote does not show its passage");
  }
  await context.close();
  return found;
}

async function checkWithoutScript(browser, report) {
  const { context, page } = await opened(browser, report, { javaScriptEnabled: false });
  const found = [];
  if (await page.locator("#look").isVisible()) found.push("without script: a button that does nothing is shown");
  if (!(await page.locator("h1").isVisible())) found.push("without script: no title");
  const passages = await page.locator("#texts article").count();
  if (passages === 0) found.push("without script: no account is shown");
  await context.close();
  return found;
}
