// Opens the notebooks' exported pages with the network off; one line "ok" or "FAILED" for each check.
// Arguments: the program Chromium, the address of the folder with the pages, the folder for the pictures.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { check, finish, launch, require } from "./checking.mjs";

const [program, folder, pictures] = process.argv.slice(2);
const browser = await launch(program);
const context = await browser.newContext({ offline: true, viewport: { width: 1000, height: 900 } });
let laidOut = 0;

async function look(name) {
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", fault => faults.push(fault.message));
  page.on("request", request => /^(https?|wss?):/.test(request.url()) && faults.push(`the page asks for ${request.url()}`));
  await page.goto(`${folder}/${name}`);
  await page.waitForLoadState("networkidle");
  const formulas = await page.locator("math").evaluateAll(all =>
    all.map(each => ({ ...each.getBoundingClientRect().toJSON(), text: each.textContent, broken: each.querySelector("merror") !== null || each.textContent.includes("\\") })),
  );
  const flat = formulas.find(each => each.width < 2 || each.height < 2 || each.broken);
  require(!flat, `the formula '${flat?.text}' is not laid out`);
  const raw = await page.locator(".jp-MarkdownOutput").evaluateAll(all =>
    all.map(each => [...each.querySelectorAll("p, li, td")].map(part => part.cloneNode(true)))
      .flat()
      .map(part => (part.querySelectorAll("code, math").forEach(each => each.remove()), part.textContent))
      .find(text => /\$[^$]*\\[a-z]/.test(text)),
  );
  require(!raw, `a formula was left as it is written: ${raw}`);
  require(faults.length === 0, faults[0]);
  if (formulas.length > laidOut) { // the richest page is kept as a picture
    laidOut = formulas.length;
    await page.evaluate(() => document.querySelectorAll("math").item(0).scrollIntoView({ block: "center" }));
    await page.screenshot({ path: `${pictures}/formulas.png` });
  }
  await page.close();
}

const names = readdirSync(fileURLToPath(folder)).filter(name => name.endsWith(".html")).sort();
for (const name of names) await check(`${name}: formulas are laid out, nothing is fetched`, () => look(name));
await check("there are formulas", async () => require(laidOut > 20, `the page with the most formulas has ${laidOut}`));
await finish(browser);
