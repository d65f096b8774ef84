// What the sign-in screen takes over the wire on a first visit: everything, headers included, as the browser counted it.
import { test, expect } from './fixture.mjs';
import { button, press, ready } from './steps.mjs';

const kLimit = 400 * 1024;  // bytes; the aim is 320 KB

async function measure(page, path) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const names = new Map();
  const coding = new Map();
  const sizes = new Map();
  session.on('Network.responseReceived', ({ requestId, response }) => {
    names.set(requestId, new URL(response.url).pathname);
    const key = Object.keys(response.headers).find((name) => name.toLowerCase() === 'content-encoding');
    coding.set(requestId, key ? response.headers[key] : '');
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
  await page.goto(path);
  await ready(page);
  await page.waitForLoadState('networkidle');
  return [...sizes].map(([id, bytes]) => ({ name: names.get(id) ?? id, bytes, coding: coding.get(id) ?? '' }));
}

for (const path of ['/krymenergo/', '/kraskom/organisations/sign-in']) {
  test(`${path} takes at most 400 KB`, async ({ page }) => {
    const parts = await measure(page, path);
    const total = parts.reduce((sum, part) => sum + part.bytes, 0);
    const lines = parts.sort((a, b) => b.bytes - a.bytes).map((part) => `  ${String(part.bytes).padStart(7)}  ${part.coding.padEnd(4)} ${part.name}`);
    console.log(`${path}: ${total} bytes (${(total / 1024).toFixed(1)} KB) over the wire\n${lines.join('\n')}`);
    expect(total).toBeLessThanOrEqual(kLimit);
    for (const part of parts.filter(({ bytes }) => bytes > 4096)) expect(part.coding, part.name).toBe('br');
    expect(parts.some(({ name }) => name.endsWith('.wasm'))).toBe(true);
    expect(parts.some(({ name }) => name.includes('/rest.')), 'code of the screens behind the sign-in').toBe(false);
  });
}

test('a second visit asks again for the page and the data only', async ({ page }) => {
  await page.goto('/krymenergo/');
  await ready(page);
  const again = await measure(page, '/krymenergo/');
  const fetched = again.filter(({ name, bytes }) => name.includes('/assets/') && bytes > 0).map(({ name }) => name);
  expect(fetched).toEqual([]);
});

test('the rest of the program comes at the first sign of a person, and once', async ({ page }) => {
  const fetched = [];
  page.on('request', (request) => { if (request.url().includes('/rest.')) fetched.push(request.url()); });
  await page.goto('/kraskom/organisations/sign-in');
  await ready(page);
  expect(fetched).toEqual([]);
  const arrived = page.waitForResponse(/\/rest\./);
  await page.keyboard.press('Tab');
  await (await arrived).finished();
  await page.keyboard.press('Tab');
  await page.getByRole('link', { name: 'Забыли пароль?' }).click();
  await expect(page.getByRole('button', { name: 'Восстановить' })).toBeVisible();
  expect(fetched.length).toBe(1);
});

test('a call into the rest before it came waits for it', async ({ page }) => {
  await page.goto('/kraskom/organisations/registration');
  await expect(page.getByRole('textbox', { name: 'Телефон' })).toBeVisible();
});

test('without the rest the start page says what is wrong by itself', async ({ page }) => {
  await page.route(/\/rest\./, (route) => route.abort());
  await page.goto('/krymenergo/');
  await ready(page);
  await press(button(page, 'Войти'));
  await expect(page.getByLabel('Пароль', { exact: true })).toHaveAccessibleDescription(/Заполните это поле/);
  await page.getByRole('textbox', { name: 'Адрес электронной почты' }).fill('nobody@example.ru');
  await page.getByLabel('Пароль', { exact: true }).fill('не тот пароль');
  await press(button(page, 'Войти'));
  await expect(page.getByRole('alert').filter({ hasText: 'не' })).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-failed');
});

test('a page whose code did not come without the network opens when the network is back', async ({ page, context }) => {
  await page.goto('/krymenergo/');
  await ready(page);
  await context.setOffline(true);
  await expect(page.getByText('Нет связи с интернетом').first()).toBeVisible();
  await press(page.getByRole('link', { name: 'Забыли пароль?' }));
  await expect(page).toHaveURL(/recovery$/);
  await context.setOffline(false);
  await expect(page.getByRole('button', { name: 'Восстановить' })).toBeVisible();
});
