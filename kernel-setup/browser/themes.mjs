// Opens every notebook in JupyterLab, in its light and its dark theme, and looks whether figures and tables follow; one line
// "ok" or "FAILED" for each check. The notebooks are trusted, but for untrusted.ipynb, whose pictures are static.
// Arguments: the program Chromium, the address of JupyterLab with its token, the folder for the pictures.
import { check, finish, launch, require } from "./checking.mjs";

const [program, address, pictures] = process.argv.slice(2);
const SLOW = 2 * 60 * 1000;
const PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)";
const THEMES = { light: "JupyterLab Light", dark: "JupyterLab Dark" };

// In a page of its own, so that each notebook has to bring what it draws with; without a kernel, which nobody asks anything.
async function open(page, notebook) {
  await page.goto(address.replace("/lab?", "/lab?reset&"));
  await page.waitForFunction(() => window.jupyterapp?.commands.hasCommand("docmanager:open"), null, { timeout: SLOW, polling: 100 });
  await page.evaluate(async path => {
    await window.jupyterapp.restored;
    const kernelPreference = { shouldStart: false, canStart: false };
    const widget = await window.jupyterapp.commands.execute("docmanager:open", { path, factory: "Notebook", kernelPreference });
    await widget.context.ready;
    await widget.revealed;
  }, `notebooks/${notebook}`);
  await page.locator(`${PANEL} .jp-Notebook .jp-Cell`).first().waitFor({ timeout: SLOW });
  await still(page);
}

// JupyterLab draws the cells near the screen one after the other, and plotly each figure: until both have had nothing to do for a second.
async function still(page) {
  let before = "";
  for (let quiet = 0; quiet < 4; ) {
    await page.waitForTimeout(250);
    const now = await page.evaluate(() => JSON.stringify([".jp-Cell", ".js-plotly-plot", ".main-svg *"].map(each => document.querySelectorAll(each).length)));
    quiet = now === before ? quiet + 1 : 0;
    before = now;
  }
}

async function change(page, theme) {
  await page.evaluate(name => window.jupyterapp.commands.execute("apputils:change-theme", { theme: name }), THEMES[theme]);
  await page.waitForFunction(light => document.body.dataset.jpThemeLight === String(light), theme === "light");
  await page.locator("#jupyterlab-splash").waitFor({ state: "detached", timeout: SLOW }); // which lies over the page while a theme loads
}

// Every text of a figure or a table against what it lies on, by WCAG 2, and the grounds of the figures against the page's.
function contrasts() {
  const numbers = color => (color.match(/[\d.]+/g) ?? []).map(Number);
  const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = element => {
    for (; element; element = element.parentElement) {
      const parts = numbers(getComputedStyle(element).backgroundColor);
      if (parts.length > 2 && (parts[3] ?? 1) > 0.5) return parts.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const ratio = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const plots = [...document.querySelectorAll(".js-plotly-plot")];
  const papers = plots.map(plot => ({ paper: numbers(plot.querySelector(".main-svg").style.backgroundColor), page: ground(plot.parentElement) }));
  const texts = plots.flatMap((plot, i) => [...plot.querySelectorAll(".xtick text, .ytick text, .gtitle, .legendtext")]
    .map(text => ratio(numbers(getComputedStyle(text).fill), papers[i].paper)));
  const cells = [...document.querySelectorAll(".jp-OutputArea-output td, .jp-OutputArea-output th")].map(cell => ratio(numbers(getComputedStyle(cell).color), ground(cell)));
  return {
    plots: plots.length,
    places: document.querySelectorAll('.jp-OutputArea-output div[id^="flashflow-"]').length,
    apart: papers.filter(({ paper, page }) => String(paper.slice(0, 3)) !== String(page)).length,
    text: Math.min(99, ...texts),
    cell: Math.min(99, ...cells),
    page: luminance(ground(document.querySelector(".jp-Notebook"))),
  };
}

// As soon as it does, which on a busy machine takes a while.
async function follows(page, theme) {
  for (const end = Date.now() + 20000; ; await page.waitForTimeout(100)) {
    try {
      return await followed(page, theme);
    } catch (fault) {
      if (Date.now() > end) throw fault;
    }
  }
}

async function followed(page, theme) {
  const seen = await page.evaluate(contrasts);
  require(theme === "dark" ? seen.page < 0.1 : seen.page > 0.9, `the page itself is not ${theme}`);
  require(seen.plots === seen.places, `${seen.plots} of ${seen.places} figures are drawn`);
  require(seen.apart === 0, `${seen.apart} of ${seen.plots} figures lie on another ground than the page`);
  require(seen.text > 4.5, `a figure's text has a contrast of ${seen.text.toFixed(1)} only`);
  require(seen.cell > 4.5, `a table's text has a contrast of ${seen.cell.toFixed(1)} only`);
  return seen.plots;
}

// The static pictures show the page between their lines: not a white sheet on a dark page.
function sheets() {
  return [...document.querySelectorAll('.jp-OutputArea img[src^="data:image/svg"]')]
    .map(image => (image.src.includes(";base64,") ? atob(image.src.split(",")[1]) : decodeURIComponent(image.src)))
    .filter(svg => /fill="#f{3,6}"/i.test(svg)).length;
}

const browser = await launch(program);
const page = await browser.newPage({ viewport: { width: 1300, height: 7000 } });
const names = JSON.parse(process.env.NOTEBOOKS);
let figures = 0;

for (const name of names) {
  await check(`${name}: figures and tables follow the theme, live`, async () => {
    await open(page, name);
    for (const [round, theme] of ["light", "dark", "light", "dark"].entries()) {
      await change(page, theme);
      figures += await follows(page, theme);
      if (round > 1) await page.screenshot({ path: `${pictures}/${theme}-${name.replace(".ipynb", "")}.png` });
    }
  });
}
await check("untrusted, the static pictures have no ground of their own", async () => {
  await open(page, "untrusted.ipynb");
  await change(page, "dark");
  require((await page.locator(".js-plotly-plot").count()) === 0, "a script ran in an untrusted notebook");
  require((await page.locator('.jp-OutputArea img[src^="data:image/svg"]').count()) > 0, "there is no static picture");
  require((await page.evaluate(sheets)) === 0, "a picture brings a white sheet");
  await page.screenshot({ path: `${pictures}/dark-untrusted.png` });
});
await check("there are interactive figures", async () => require(figures > 3, `only ${figures}`));
await finish(browser);
