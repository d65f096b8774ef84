// What the page itself promises under every screen: secrets stay in it, it starts or says why not, it survives a lost context, it is
// readable without a canvas, it follows the finger. Must not know the screens beyond sign-in and «Платежи».
import { test, expect, password } from './fixture.mjs';
import { open, press, button } from './steps.mjs';

const canvas_buffer = (page) => page.evaluate(() => {
  const canvas = document.getElementById('kabinet-canvas');
  return [canvas.width, canvas.height];
});

test('the password never enters the memory of the program', async ({ page }) => {
  await page.addInitScript(() => {
    const keep = (made) => {
      for (const each of Object.values((made.instance ?? made).exports)) if (each instanceof WebAssembly.Memory) window.programMemory = each;
      return made;
    };
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const original = WebAssembly[name];
      WebAssembly[name] = (...args) => original.apply(WebAssembly, args).then(keep);
    }
  });
  const count = (text) => page.evaluate((wanted) => {
    const bytes = new Uint8Array(window.programMemory.buffer);
    const sought = new TextEncoder().encode(wanted);
    let found = 0;
    for (let at = bytes.indexOf(sought[0]); at >= 0; at = bytes.indexOf(sought[0], at + 1)) {
      if (sought.every((byte, i) => bytes[at + i] === byte)) ++found;
    }
    return found;
  }, text);
  await open(page, '/krymenergo/');
  await page.getByRole('textbox', { name: 'Адрес электронной почты' }).fill('maria@example.ru');
  await page.getByLabel('Пароль', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/accounts/);
  expect(await count('maria@example.ru'), 'the search finds what is there').toBeGreaterThan(0);
  expect(await count(password)).toBe(0);
});

for (const [what, address] of [['wasm', '**/*.wasm'], ['a font', '**/golos-500*'], ['the script', '**/kabinet.*.js']]) {
  test(`without ${what} the page says so and offers to try again`, async ({ page }) => {
    await page.route(address, (route) => route.abort());
    await page.goto('/krymenergo/');
    await expect(page.getByRole('alert')).toContainText('Проверьте подключение к интернету');
    await page.unroute(address);
    await page.getByRole('button', { name: 'Повторить' }).click();
    await expect(page.getByRole('heading', { name: 'Авторизация' })).toBeVisible();
  });
}

test('without WebGL2 the mirror itself is the page', async ({ page }) => {
  await page.addInitScript(() => {
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind === 'webgl2' ? null : original.call(this, kind, ...rest); };
  });
  await open(page, '/krymenergo/');
  await expect(page.locator('canvas')).toBeHidden();
  await page.getByRole('textbox', { name: 'Адрес электронной почты' }).fill('maria@example.ru');
  await page.getByLabel('Пароль', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByRole('heading', { name: 'Мои счета' })).toBeVisible();
});

test('a lost WebGL context comes back with everything on it', async ({ page }) => {
  await open(page, '/krymenergo/');
  const clip = { x: 0, y: 0, width: 700, height: 400 };
  const before = await page.screenshot({ clip });
  await page.evaluate(() => {
    window.loss = document.getElementById('kabinet-canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    window.loss.loseContext();
  });
  await expect.poll(async () => before.equals(await page.screenshot({ clip }))).toBe(false);
  await page.evaluate(() => window.loss.restoreContext());
  await expect.poll(async () => before.equals(await page.screenshot({ clip }))).toBe(true);
});

for (const ratio of [1, 1.5, 2, 3]) {
  test(`the canvas has every pixel of the screen at ratio ${ratio}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, viewport: { width: 1201, height: 701 }, deviceScaleFactor: ratio });
    const page = await context.newPage();
    await open(page, '/krymenergo/');
    expect(await canvas_buffer(page)).toEqual([Math.round(1201 * ratio), Math.round(701 * ratio)]);
    await page.setViewportSize({ width: 801, height: 601 });
    await expect.poll(() => canvas_buffer(page)).toEqual([Math.round(801 * ratio), Math.round(601 * ratio)]);
    await context.close();
  });
}

test('a finger scrolls, taps, and leaves no soft keyboard and no hover behind', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await open(page, '/krymenergo/');
  expect(await page.evaluate(() => document.activeElement.tagName), 'no field has the focus by itself').toBe('BODY');
  const eye = await button(page, 'Показать пароль').boundingBox();
  await page.touchscreen.tap(eye.x + eye.width / 2, eye.y + eye.height / 2);
  await expect(page.getByLabel('Пароль', { exact: true })).toHaveAttribute('type', 'text');
  await expect.poll(() => page.evaluate(() => document.getElementById('kabinet-root').style.cursor)).not.toBe('pointer');

  await page.getByRole('textbox', { name: 'Адрес электронной почты' }).fill('maria@example.ru');
  await page.getByLabel('Пароль', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Платежи' }).click();
  await expect(page.getByRole('table').last()).toBeAttached();
  const devtools = await context.newCDPSession(page);
  const touch = (type, y) => devtools.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: 200, y }] });
  await touch('touchStart', 600);
  for (let y = 580; y > 200; y -= 20) await touch('touchMove', y);
  await touch('touchEnd');
  await expect.poll(() => page.evaluate(() => Math.max(...[...document.querySelectorAll('.scroller')].map((each) => each.scrollTop)))).toBeGreaterThan(100);
  await context.close();
});

test('a press beside a field takes the focus from it, a press on a button gives it to the button', async ({ page }) => {
  await open(page, '/krymenergo/');
  await page.getByRole('textbox', { name: 'Адрес электронной почты' }).click();
  await page.mouse.click(300, 800);
  await expect.poll(() => page.evaluate(() => document.activeElement.tagName)).toBe('BODY');
  await press(button(page, 'Показать пароль'));
  await expect(button(page, 'Скрыть пароль')).toBeFocused();
});
