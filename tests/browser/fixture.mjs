// What every browser test gets: a server and a practice bank of its worker's own, on free ports and with a data folder fresh from
// the demo set, and where screenshots go. Knows nothing of the screens.
import { test as base, expect } from '@playwright/test';
import { spawn, execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export { expect };

const root = fileURLToPath(new URL('../../', import.meta.url));
const programs = process.env.KABINET_PROGRAMS ?? join(root, 'build/native-release');
const site = process.env.KABINET_SITE ?? join(root, 'build/web-release/site');

export const password = 'Kabinet-demo-2026';
export const screenshots = join(root, 'build/screenshots');

async function freePort() {
  const probe = createServer();
  await new Promise((done, failed) => probe.once('error', failed).listen(0, '127.0.0.1', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

// kabinet-admin with these arguments.
export const admin = (...args) => promisify(execFile)(join(programs, 'kabinet-admin'), [...args, '--profiles', join(root, 'assets/profiles')]);

export async function importDemo(data) {
  for (const entry of await readdir(join(root, 'assets/demo'), { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    await promisify(execFile)(join(programs, 'kabinet-admin'), [
      'import', join(root, 'assets/demo', entry.name), '--utility', entry.name, '--data', data,
      '--profiles', join(root, 'assets/profiles'),
    ]);
  }
}

class Program {
  #child; #output = ''; #ended;

  constructor(name, args, command = join(programs, name)) {
    this.name = name;
    this.#child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child.stdout.on('data', (text) => { this.#output += text; });
    this.#child.stderr.on('data', (text) => { this.#output += text; });
    this.#ended = new Promise((done) => {
      this.#child.once('exit', done);
      this.#child.once('error', (error) => { this.#output += error; done(); });
    });
  }

  get log() { return this.#output; }
  get running() { return this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null; }

  async answers(url) {
    for (const limit = Date.now() + 20_000; Date.now() < limit;) {
      if (!this.running) break;
      const reply = await fetch(url).catch(() => null);
      if (reply?.status < 500) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`${this.name} does not answer at ${url}:\n${this.#output}`);
  }

  // The first group of what it prints at the start.
  async says(pattern) {
    for (const limit = Date.now() + 20_000; Date.now() < limit && this.running;) {
      const said = pattern.exec(this.#output);
      if (said) return said[1];
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error(`${this.name} does not say ${pattern}:\n${this.#output}`);
  }

  async stop(signal = 'SIGTERM') {
    if (this.running) this.#child.kill(signal);
    await this.#ended;
  }
}

// The two programs and their data. stop() and start() may be called by a test that plays a fall of the server.
export class Kabinet {
  // `smtp`: letters go to a real SMTP server of the test's own instead of a folder.
  static async create(template, { smtp = false } = {}) {
    const kabinet = new Kabinet();
    kabinet.folder = await mkdtemp(join(tmpdir(), 'kabinet-browser-'));
    kabinet.data = join(kabinet.folder, 'data');
    await cp(template, kabinet.data, { recursive: true });
    kabinet.port = await freePort();
    kabinet.bankPort = await freePort();
    kabinet.url = `http://localhost:${kabinet.port}`;
    kabinet.bankUrl = `http://127.0.0.1:${kabinet.bankPort}`;
    const settings = await readFile(join(root, 'scripts/demo-server.toml'), 'utf8');
    const mail = smtp ? `\n[mail]\nhost = "127.0.0.1"\nport = ${await kabinet.startPost()}\ntls = "none"\nfrom = "lk@example.ru"\n` : '';
    await writeFile(join(kabinet.folder, 'server.toml'), settings.replaceAll('@BANK@', kabinet.bankUrl) + mail);
    kabinet.bank = new Program('kabinet-sandbox-bank', [
      '--port', String(kabinet.bankPort), '--callback-key', 'practice',
      ...['kraskom', 'krymenergo'].flatMap((utility) =>
        ['--callback', `http://127.0.0.1:${kabinet.port}/${utility}/api/v1/payments/callback`]),
    ]);
    await Promise.all([kabinet.bank.answers(`${kabinet.bankUrl}/`), kabinet.start()]);
    return kabinet;
  }

  async startPost() {
    this.letters = join(this.folder, 'letters');
    await mkdir(this.letters);
    this.post = new Program('smtp_server', [join(root, 'tests/support/smtp_server.py'), '--out', this.letters, '--calm'], '/usr/bin/python3');
    return this.post.says(/listens on port (\d+)/);
  }

  async start() {
    this.server = new Program('kabinet-server', [
      '--port', String(this.port), '--data', this.data, '--profiles', join(root, 'assets/profiles'), '--site', site,
      '--fonts', join(root, 'node_modules/@expo-google-fonts/golos-text'), '--config', join(this.folder, 'server.toml'),
    ]);
    await this.server.answers(`http://127.0.0.1:${this.port}/readyz`);
  }

  async stop(signal) { await this.server.stop(signal); }

  async close() {
    await this.server.stop();
    await this.bank.stop();
    await this.post?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

// One import serves all workers of a run: the first makes it, the rename publishes it, the rest copy it.
async function demoTemplate() {
  const template = join(root, 'build/test-results/demo-data');
  if (!existsSync(template)) {
    await mkdir(join(root, 'build/test-results'), { recursive: true });
    const fresh = await mkdtemp(`${template}.`);
    await importDemo(fresh);
    await rename(fresh, template).catch(async (error) => {
      if (!existsSync(template)) throw error;
      await rm(fresh, { recursive: true, force: true });
    });
  }
  return template;
}

export const test = base.extend({
  // The worker's own: what one test changes, the next one on this worker sees. Use `alone` where that matters.
  kabinet: [async ({}, use) => {
    const kabinet = await Kabinet.create(await demoTemplate());
    await use(kabinet);
    await kabinet.close();
  }, { scope: 'worker', timeout: 60_000 }],

  // A server for this test only.
  alone: [async ({}, use, info) => {
    const kabinet = await Kabinet.create(await demoTemplate());
    await use(kabinet);
    if (info.status !== info.expectedStatus) await info.attach('server.log', { body: kabinet.server.log });
    await kabinet.close();
  }, { timeout: 60_000 }],

  // The same, and its letters go by SMTP.
  posting: [async ({}, use, info) => {
    const kabinet = await Kabinet.create(await demoTemplate(), { smtp: true });
    await use(kabinet);
    if (info.status !== info.expectedStatus) await info.attach('server.log', { body: kabinet.server.log });
    await kabinet.close();
  }, { timeout: 60_000 }],

  baseURL: async ({ kabinet }, use) => { await use(kabinet.url); },

  // picture('accounts'): build/screenshots/<name>-<width>x<height>.png of what is on the screen.
  picture: async ({ page }, use) => {
    await mkdir(screenshots, { recursive: true });
    await use(async (name) => {
      const { width, height } = page.viewportSize();
      await page.screenshot({ path: join(screenshots, `${name}-${width}x${height}.png`) });
    });
  },
});
