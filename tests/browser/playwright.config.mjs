// How the browser tests run: Debian's own Chromium with software WebGL, two at a time, no retries: a test that passes at the
// second try has failed. Each worker has a server of its own, see fixture.mjs.
import { defineConfig } from '@playwright/test';
import { fileURLToPath } from 'node:url';

const build = fileURLToPath(new URL('../../build/', import.meta.url));

export default defineConfig({
  testDir: '.',
  testMatch: '*.test.mjs',
  outputDir: `${build}test-results/browser`,
  reporter: [['list'], ['json', { outputFile: `${build}test-results/browser.json` }]],
  workers: Number(process.env.KABINET_WORKERS ?? 2),
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.KABINET_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--headless', '--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
        '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      ],
    },
  },
});
