// Figures of the whole: bytes to the first screen, time to the first frame, frames at rest, requests per second beside a peer. The peer is
// Node's own HTTP server, which answers the same bytes from memory without session, database or log: an upper bound of its kind.
// Alternated runs, medians; only ratios travel between machines.
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import config from '../browser/playwright.config.mjs';
import { Kabinet, importDemo, password } from '../browser/fixture.mjs';

const run = promisify(execFile);
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const row = (name, value) => console.log(`${name.padEnd(52)} ${value}`);

async function firstScreen(url) {
  const browser = await chromium.launch(config.use.launchOptions);
  const bytes = [], cold = [], warm = [];
  let atRest = 0;
  for (let i = 0; i < 5; ++i) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    let received = 0;
    session.on('Network.loadingFinished', (event) => { received += event.encodedDataLength; });
    await page.addInitScript(() => {
      window.draws = 0;
      const draw = WebGL2RenderingContext.prototype.drawElements;
      WebGL2RenderingContext.prototype.drawElements = function (...args) { window.draws++; return draw.apply(this, args); };
    });
    for (const times of [cold, warm]) {
      const start = performance.now();
      await page.goto(`${url}/krymenergo/`);
      await page.getByRole('button', { name: 'Войти' }).waitFor();
      times.push(performance.now() - start);
      if (times === cold) bytes.push(received);
    }
    await page.waitForTimeout(500);  // sizes settle in the first frames
    const before = await page.evaluate(() => window.draws);
    await page.waitForTimeout(3000);
    atRest += await page.evaluate((count) => window.draws - count, before);
    await context.close();
  }
  await browser.close();
  row('bytes to the sign-in screen (brotli, headers too)', median(bytes));
  row('first screen, cold / warm, ms', `${Math.round(median(cold))} / ${Math.round(median(warm))}`);
  row('WebGL draws in 5 × 3 s at rest', atRest);
}

async function perSecond(url, headers) {
  const { stdout } = await run('wrk', ['-t1', '-c32', '-d3s', ...headers.flatMap((line) => ['-H', line]), url]);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]);
}

async function requests(kabinet) {
  const api = `http://127.0.0.1:${kabinet.port}/krymenergo/api/v1`;
  const reply = await fetch(`${api}/session`, {
    method: 'POST', headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ kind: 'email', login: 'maria@example.ru', password }),
  });
  const cookie = reply.headers.get('set-cookie').split(';')[0];
  const body = await (await fetch(`${api}/accounts`, { headers: { cookie } })).text();
  const peer = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'application/json' }).end(body));
  await new Promise((done) => peer.listen(0, '127.0.0.1', done));
  const ours = [], profile = [], theirs = [];
  for (let i = 0; i < 3; ++i) {
    ours.push(await perSecond(`${api}/accounts`, [`Cookie: ${cookie}`]));
    profile.push(await perSecond(`${api}/profile`, []));
    theirs.push(await perSecond(`http://127.0.0.1:${peer.address().port}/`, []));
  }
  peer.close();
  row('requests per second: peer = 1.00', Math.round(median(theirs)));
  row('  GET /profile', (median(profile) / median(theirs)).toFixed(2));
  row('  GET /accounts (session, database)', (median(ours) / median(theirs)).toFixed(2));
}

const data = await mkdtemp(join(tmpdir(), 'kabinet-bench-'));
await importDemo(data);
const kabinet = await Kabinet.create(data);
await firstScreen(kabinet.url);
await requests(kabinet);
await kabinet.close();
