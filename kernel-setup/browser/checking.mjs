// What the checks share: a line "ok" or "FAILED" for each, and a headless Chromium.
import { chromium } from "playwright-core";

let failures = 0;

export async function check(name, body) {
  try {
    await body();
    console.log(`  ok      ${name}`);
  } catch (fault) {
    failures++;
    console.log(`  FAILED  ${name}: ${String(fault.message ?? fault).split("\n")[0]}`);
  }
}

export function require(truth, sentence) {
  if (!truth) throw new Error(sentence);
}

export function launch(program) {
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: program, args: ["--headless=new", "--disable-background-networking", ...sandbox] });
}

export async function finish(browser) {
  await browser.close();
  process.exit(failures ? 1 : 0);
}
