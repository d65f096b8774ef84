// At rest nothing happens: ten seconds on each screen draw no frame, start no timer and send no request. Counted where the page
// calls the browser, so that it does not matter which part of the program calls.
import { test, expect } from './fixture.mjs';
import { screens } from './screens.mjs';

const kRest = 10_000;   // ms
const kQuiet = 500;     // ms without any call: it has come to rest

function count() {
  const calls = window.kabinetCalls = { draw: 0, timer: 0, frame: 0, last: performance.now() };
  const watch = (owner, name, kind) => {
    const original = owner[name];
    owner[name] = function (...args) {
      ++calls[kind];
      calls.last = performance.now();
      return original.apply(this, args);
    };
  };
  for (const name of ['drawElements', 'drawArrays', 'clear']) watch(WebGL2RenderingContext.prototype, name, 'draw');
  for (const name of ['setTimeout', 'setInterval', 'requestIdleCallback']) watch(window, name, 'timer');
  watch(window, 'requestAnimationFrame', 'frame');
}

// The clock of the test, not of the page: a timer in the page would be counted.
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const counted = (page) => page.evaluate(() => ({ ...window.kabinetCalls, now: performance.now() }));

async function expectRest(page, name) {
  expect(await page.evaluate(() => document.visibilityState)).toBe('visible');
  let before = await counted(page);
  await expect(async () => {
    before = await counted(page);
    expect(before.now - before.last).toBeGreaterThan(kQuiet);
  }).toPass({ intervals: [100], timeout: 15_000 });
  expect(before.draw, 'the screen has been drawn').toBeGreaterThan(0);
  const requests = [];
  const note = (request) => requests.push(request.url());
  page.on('request', note);
  await pause(kRest);
  page.off('request', note);
  const after = await counted(page);
  expect({ name, draws: after.draw - before.draw, timers: after.timer - before.timer, frames: after.frame - before.frame, requests })
    .toEqual({ name, draws: 0, timers: 0, frames: 0, requests: [] });
}

test.describe.configure({ timeout: 180_000 });

// Several at once, each as a visitor of its own: the ten seconds are waited together.
const names = Object.keys(screens);
const kTogether = 6;
for (let first = 0; first < names.length; first += kTogether) {
  const group = names.slice(first, first + kTogether);
  test(`at rest: ${group.join(', ')}`, async ({ browser, contextOptions, kabinet }) => {
    const pages = [];
    for (const name of group) {
      const context = await browser.newContext({ ...contextOptions, viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      await page.addInitScript(count);
      await screens[name](page, kabinet.url);
      await page.mouse.move(5, 450);
      pages.push({ name, page, context });
    }
    await Promise.all(pages.map(({ name, page }) => expectRest(page, name)));
    for (const { context } of pages) await context.close();
  });
}
