// What the figures of a page share: they wait for plotly.js, and follow the page from light to dark and back.
window.flashflowPage = window.flashflowPage || (() => {
  const dark = DARK_COLOURS;
  const paper = "PAPER_COLOUR";
  const numbers = color => (/^rgba?\(/.test(color) ? color.match(/[\d.]+/g).map(Number) : []);
  const bright = color => { const [r, g, b] = numbers(color); return 0.3 * r + 0.6 * g + 0.1 * b > 128; };

  // The colour that the figure lies on; where nothing has one, the colour of the text tells.
  const look = target => {
    for (let element = target; element; element = element.parentElement) {
      const ground = getComputedStyle(element).backgroundColor;
      const parts = numbers(ground);
      if (parts.length > 2 && (parts[3] ?? 1) > 0.5) return { dark: !bright(ground), paper: ground };
    }
    const night = bright(getComputedStyle(target).color);
    return { dark: night, paper: night ? dark[paper] : paper };
  };

  const hex = parts => "#" + parts.slice(0, 3).map(part => part.toString(16).padStart(2, "0")).join("");
  const colour = (text, seen) => {
    if (text === paper) return seen.paper;
    if (!seen.dark) return text;
    const parts = numbers(text);
    const other = dark[parts.length ? hex(parts) : text.toLowerCase()];
    if (!other || !parts.length) return other ?? text;
    return other + Math.round(255 * (parts[3] ?? 1)).toString(16).padStart(2, "0");
  };
  const coloured = (value, seen) => {
    if (typeof value === "string") return colour(value, seen);
    if (Array.isArray(value)) return typeof value[0] === "number" ? value : value.map(each => coloured(each, seen));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, coloured(each, seen)]));
  };

  const figures = "flashflow-figure";
  const follow = (Plotly, target, { data, layout, config }) => {
    let last = "";
    target.flashflowFollow = () => {
      const seen = look(target.parentElement);
      if (!target.isConnected || JSON.stringify(seen) === last) return Promise.resolve();
      last = JSON.stringify(seen);
      return Plotly.react(target, coloured(data, seen), { ...coloured(layout, seen), uirevision: "kept" }, config);
    };
    // A notebook's cells leave the page while they are out of sight, and may come back to another theme.
    new IntersectionObserver(() => target.flashflowFollow()).observe(target);
    return target.flashflowFollow();
  };
  const all = () => document.querySelectorAll(`.${figures}`).forEach(each => each.flashflowFollow?.());
  const soon = () => [0, 100, 500].forEach(wait => setTimeout(all, wait)); // style sheets may follow the attribute
  const changes = new MutationObserver(soon);
  [document.documentElement, document.body].forEach(each => each && changes.observe(each, { attributes: true }));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", soon);

  // A notebook may have lost the output that brought plotly.js: JupyterLab's server has it beside the kernel.
  const fetchServed = async () => {
    const jupyter = document.getElementById("jupyter-config-data");
    if (!jupyter || window.flashflowPlotly.asked) return;
    const answer = await fetch(JSON.parse(jupyter.textContent).baseUrl + "kernelspecs/flashflow-java/plotly.js.gz");
    if (!answer.ok || window.flashflowPlotly.asked) return;
    window.flashflowPlotly.asked = true;
    const source = await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).text();
    const module = { exports: {} };
    new Function("module", "exports", "define", source)(module, module.exports, undefined);
    window.flashflowPlotly.ready(module.exports);
  };
  setTimeout(fetchServed, 1500);

  const draw = (Plotly, id, figure, tries) => {
    const div = document.getElementById(id);
    if (!div) {
      if (tries > 0) setTimeout(draw, 50, Plotly, id, figure, tries - 1);
      return;
    }
    const image = div.querySelector("img");
    const target = document.createElement("div");
    target.className = figures;
    target.style.width = figure.layout.width + "px";
    div.appendChild(target);
    if (image) image.style.display = "none";
    follow(Plotly, target, figure).catch(() => {
      target.remove();
      if (image) image.style.display = "";
    });
  };
  return { draw: (id, figure) => window.flashflowPlotly.then(Plotly => draw(Plotly, id, figure, 100)) };
})();
