// Looks at a page with every kind of figure (the library's test AllFiguresTest writes it); a line "ok" or "FAILED" for each check.
// Arguments: the program Chromium, the address of the page, the folder for the pictures.
import { check, finish, launch, require } from "./checking.mjs";

const [program, address, pictures] = process.argv.slice(2);
const SLOW = 2 * 60 * 1000;
const OKABE_ITO = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];
const PETROFF = ["#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6", "#a96b59", "#e76300", "#b9ac70", "#717581", "#92dadd"];
// With our grey, and the colour of text.
const COLOURS = [...OKABE_ITO, ...PETROFF, "#6e7781", "#24292f"];

const faults = [];

// Texts of a picture that lie on one another, or leave the picture.
function misplaced(selector) {
  const picture = document.querySelector(selector);
  const frame = picture.getBoundingClientRect();
  const boxes = [...picture.querySelectorAll("text")]
    .map(text => ({ text: text.textContent.trim(), box: text.getBoundingClientRect() }))
    .filter(({ text, box }) => text && box.width > 0);
  const found = boxes
    .filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
    .map(({ text }) => `'${text}' leaves the picture`);
  boxes.forEach((a, i) =>
    boxes.slice(i + 1).forEach(b => {
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (across > 1 && down > 3) found.push(`'${a.text}' lies on '${b.text}'`); // boxes of lines are higher than letters
    }),
  );
  return { count: boxes.length, found };
}

async function structure(page, section) {
  const id = await section.getAttribute("id");
  const seen = await section.evaluate((each, colours) => {
    const plot = each.querySelector(".js-plotly-plot");
    const lines = plot.data.flatMap(trace => [trace.line?.color, trace.mode.includes("markers") ? trace.marker?.color : null]);
    return {
      traces: plot.data.length,
      titles: [...plot.querySelectorAll("text[class$=title]")].map(title => title.textContent),
      foreign: lines.filter(colour => colour && !colours.includes(colour.toLowerCase())),
      image: getComputedStyle(each.querySelector("img")).display,
      drawn: plot.querySelectorAll(".scatterlayer .trace").length,
    };
  }, COLOURS);
  const wanted = Number(await section.getAttribute("data-traces"));
  require(seen.traces === wanted, `${seen.traces} traces instead of ${wanted}`);
  require(seen.drawn === wanted, `${seen.drawn} of ${wanted} traces are drawn`);
  for (const title of (await section.getAttribute("data-axes")).split("|")) {
    require(seen.titles.includes(title), `no axis is called '${title}', but ${seen.titles.join(", ")}`);
  }
  require(seen.foreign.length === 0, `the colour ${seen.foreign[0]} is not one that everybody can tell apart`);
  require(seen.image === "none", "the static picture stands beside the figure");
  const placed = await page.evaluate(misplaced, `#${id} .js-plotly-plot`);
  require(placed.count > 4, "hardly any text is drawn");
  require(placed.found.length === 0, placed.found[0]);
}

async function still(page, section) {
  const source = await section.locator("img").getAttribute("src");
  const svg = Buffer.from(source.split(",")[1], "base64").toString("utf8");
  await page.setContent(`<body>${svg}</body>`);
  const placed = await page.evaluate(misplaced, "svg");
  require(placed.count > 4, "hardly any text is drawn");
  require(placed.found.length === 0, placed.found[0]);
}

async function hover(page, section) {
  const place = await section.locator(".nsewdrag").first().boundingBox();
  for (let step = 1; step < 12; step++) {
    await page.mouse.move(place.x + (place.width * step) / 12, place.y + place.height / 2, { steps: 2 });
    await page.waitForTimeout(80);
    if (await section.locator(".hoverlayer .hovertext").first().isVisible()) return;
  }
  throw new Error("no label appears under the mouse");
}

const browser = await launch(program);
const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
page.on("console", message => message.type() === "error" && faults.push(message.text()));
page.on("pageerror", fault => faults.push(fault.message));
page.on("request", request => /^https?:/.test(request.url()) && faults.push(`the page asks for ${request.url()}`));
const stills = await browser.newPage({ viewport: { width: 1000, height: 900 } });

let sections = [];
await check("every figure is drawn", async () => {
  await page.goto(address);
  sections = await page.locator("section").all();
  require(sections.length > 5, `the page holds ${sections.length} figures only`);
  await page.waitForFunction(() => [...document.querySelectorAll("section")].every(each => each.querySelector(".main-svg .xtick")), null, {
    timeout: SLOW,
  });
});
for (const section of sections) {
  const id = await section.getAttribute("id");
  await check(`figure ${id}: traces, axis titles, colours, no text on another`, () => structure(page, section));
  await check(`figure ${id}: the same for its static picture`, () => still(stills, section));
  await section.screenshot({ path: `${pictures}/figure-${id}.png` });
}
await check("the distribution answers a hover", async () => {
  const first = page.locator("section[id*=distribution]").first();
  await first.scrollIntoViewIfNeeded();
  await hover(page, first);
});
await check("without scripts the static pictures show", async () => {
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(address);
  for (const image of await plain.locator("section img").all()) {
    require(await image.isVisible(), "a picture is not visible");
    require((await image.boundingBox()).height > 100, "a picture is broken");
  }
});
await check("the browser's console holds no error, and nothing comes from a network", async () => {
  require(faults.length === 0, `${faults.length} of them, the first: ${faults[0]}`);
});
await finish(browser);
