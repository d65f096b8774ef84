// At rest nothing happens: ten seconds on each screen draw no frame, start no timer and send no request. Counted where the page
// calls the browser, so that it does not matter which part of the program calls.
import { test, expect } from './fixture.mjs';
import { enter, heading, open, people } from './steps.mjs';

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

async function expectRest(page) {
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
  expect({ draws: after.draw - before.draw, timers: after.timer - before.timer, frames: after.frame - before.frame, requests })
    .toEqual({ draws: 0, timers: 0, frames: 0, requests: [] });
}

const public_screens = ['/krymenergo/', '/kraskom/', '/kraskom/organisations', '/kraskom/organisations/sign-in', '/kraskom/individuals',
  '/krymenergo/registration', '/krymenergo/nothing-here'];

test.describe.configure({ timeout: 180_000 });

test('the screens before sign-in are at rest', async ({ context, page }) => {
  await page.close();
  await context.addInitScript(count);
  // One page each, side by side: ten seconds are waited once.
  const pages = await Promise.all(public_screens.map(() => context.newPage()));
  for (const [i, path] of public_screens.entries()) {
    await pages[i].bringToFront();
    await open(pages[i], path);
  }
  for (const one of pages) {
    await one.bringToFront();
    await expectRest(one);
  }
});

for (const [name, person] of Object.entries(people)) {
  test(`the sections of ${name} are at rest`, async ({ page, kabinet }) => {
    await page.addInitScript(count);
    await enter(page, person, kabinet.url);
    const menu = page.getByRole('navigation', { name: 'Разделы' });
    for (const section of person.menu) {
      await menu.getByRole('link', { name: section, exact: true }).click();
      await expect(heading(page, section)).toBeVisible();
      await page.mouse.move(700, 5);
      await expectRest(page);
    }
  });
}
