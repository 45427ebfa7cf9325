// Opens a notebook in JupyterLab as a user would and looks at what appears; one line "ok" or "FAILED" for each check.
// Arguments: the program Chromium, the address of JupyterLab with its token, the folder for the pictures.
import { check, finish, launch, require } from "./checking.mjs";

const [program, address, pictures] = process.argv.slice(2);
const PLOT = ".jp-Notebook .js-plotly-plot";
const PICTURE = '.jp-Notebook .jp-OutputArea img[src^="data:image/"]';
const SLOW = 2 * 60 * 1000;
const CELLS_END = 20 * 60 * 1000;

// What JupyterLab itself says on the console in a healthy session; everything else is a fault.
const NOISE = [
  /favicon/,
  /api\/kernels\/.*\/channels.*(closed before|ERR_CONNECTION|failed)/, // the kernel's socket when a page is left
  /Failed to load resource.*40[34]/, // optional endpoints: translations, lsp, workspaces, building
  /ERR_(INTERNET_DISCONNECTED|NAME_NOT_RESOLVED|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED)/, // extension news, offline
];

const faults = [];

async function open(page, notebook) {
  await page.goto(address.replace("/lab?", `/lab/tree/notebooks/${notebook}?reset&`));
  await page.waitForFunction(
    name => {
      const panel = window.jupyterapp?.shell.currentWidget;
      return panel?.context?.path.endsWith(name) && panel.context.isReady && panel.sessionContext.session?.kernel;
    },
    notebook,
    { timeout: SLOW, polling: 500 },
  );
  await page.locator(".jp-Notebook .jp-Cell").first().waitFor({ timeout: SLOW });
}

// JupyterLab keeps only the cells near the screen in the page: walk down until the wanted one is there.
async function find(page, selector) {
  const wanted = page.locator(selector).first();
  const panel = page.locator(".jp-NotebookPanel .jp-WindowedPanel-outer").first();
  await panel.evaluate(each => each.scrollTo(0, 0));
  for (let still = 0; still < 6; ) {
    await page.waitForTimeout(500);
    if (await wanted.isVisible()) {
      await wanted.scrollIntoViewIfNeeded();
      await page.waitForTimeout(500);
      return wanted;
    }
    const end = await panel.evaluate(each => {
      const before = each.scrollTop;
      each.scrollBy(0, each.clientHeight * 0.6);
      return each.scrollTop === before;
    });
    still = end ? still + 1 : 0; // the end may move on while cells are still being drawn
  }
  throw new Error(`nothing in the notebook matches ${selector}`);
}

async function runAll(page) {
  await page.locator('.lm-MenuBar-item:has-text("Run")').click();
  await page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click();
  await page.waitForFunction(
    () => {
      const panel = window.jupyterapp.shell.currentWidget;
      const cells = panel.content.widgets.filter(cell => cell.model.type === "code" && cell.model.sharedModel.source.trim());
      const failed = cells.some(cell => cell.model.outputs.toJSON().some(output => output.output_type === "error"));
      const done = cells.every(cell => cell.model.executionCount !== null && cell.promptNode?.textContent !== "[*]:");
      return panel.sessionContext.session?.kernel?.status === "idle" && (done || failed);
    },
    null,
    { timeout: CELLS_END, polling: 500 },
  );
  const errors = await page.evaluate(() =>
    window.jupyterapp.shell.currentWidget.content.widgets
      .filter(cell => cell.model.type === "code")
      .flatMap(cell => cell.model.outputs.toJSON())
      .filter(output => output.output_type === "error")
      .map(output => `${output.ename}: ${output.evalue}`),
  );
  require(errors.length === 0, errors[0]);
}

async function clear(page) {
  await page.locator('.lm-MenuBar-item:has-text("Edit")').click();
  await page.locator('.lm-Menu-item[data-command="editmenu:clear-all"]').click();
  await page.waitForTimeout(500);
}

async function hover(page) {
  const plot = await find(page, `${PLOT} .main-svg`);
  const place = await page.locator(`${PLOT} .nsewdrag`).first().boundingBox();
  for (let step = 1; step < 20; step++) {
    await page.mouse.move(place.x + (place.width * step) / 20, place.y + place.height / 2, { steps: 3 });
    await page.waitForTimeout(150);
    if (await page.locator(`${PLOT} .hoverlayer .hovertext`).first().isVisible()) return;
  }
  throw new Error(`the plot ${await plot.getAttribute("class")} shows no label under the mouse`);
}

const browser = await launch(program);
const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
page.on("console", message => message.type() === "error" && faults.push(`${message.text()} ${message.location().url ?? ""}`));
page.on("pageerror", fault => faults.push(fault.message));

await check("untrusted, as it is after a headless run: the static picture shows", async () => {
  await open(page, "untrusted.ipynb");
  const picture = await find(page, PICTURE);
  require(await picture.evaluate(image => image.naturalWidth > 0), "the picture is broken");
  require((await page.locator(PLOT).count()) === 0, "a script ran in an untrusted notebook");
  await page.screenshot({ path: `${pictures}/untrusted.png` });
});
await check("Run All Cells ends without an error", async () => {
  await open(page, "notebook.ipynb");
  await clear(page);
  await runAll(page);
});
await check("the interactive plot answers a hover", async () => {
  await hover(page);
  await page.screenshot({ path: `${pictures}/trusted.png` });
});
await check("saved and opened again, the plot is interactive as before", async () => {
  await page.keyboard.press("Escape");
  await page.evaluate(() => window.jupyterapp.commands.execute("docmanager:save"));
  await page.waitForFunction(() => !window.jupyterapp.shell.currentWidget.context.model.dirty);
  await open(page, "notebook.ipynb");
  await hover(page);
});
await check("the browser's console holds no error", async () => {
  const real = faults.filter(fault => !NOISE.some(noise => noise.test(fault)));
  require(real.length === 0, `${real.length} of them, the first: ${real[0]}`);
});
await finish(browser);
