// What people do again and again: open, sign in, press, move with Tab. Everything is found by role and name, in the guides' words.
// The canvas owns the pointer of buttons and rows, so a press is a real mouse at the place where the control says it is.
import { expect, password } from './fixture.mjs';

export const people = {
  maria: {
    utility: 'krymenergo', at: '/krymenergo/', kind: 'email', field: 'Адрес электронной почты', login: 'maria@example.ru',
    home: '/krymenergo/accounts', heading: 'Мои счета', menu: ['Мои счета', 'Показания', 'Платежи'],
  },
  torgmarka: {
    utility: 'kraskom', at: '/kraskom/organisations/sign-in', kind: 'organisation', field: 'Логин', login: 'torgmarka',
    home: '/kraskom/contracts', heading: 'Договоры', menu: ['Договоры', 'Ввод показаний счетчиков', 'Платежи'],
  },
  ivanov: {
    utility: 'kraskom', at: '/kraskom/individuals', kind: 'individual', field: 'Лицевой счет', login: '0012345678',
    home: '/kraskom/accounts', heading: 'Информация о клиенте', 
    menu: ['Информация о клиенте', 'Платежи', 'Начисления', 'Оплатить банковской картой', 'Счет-квитанция', 'Отправить показания'],
  },
};

export async function ready(page) {
  await page.waitForFunction(() => document.documentElement.dataset.ready === '1');
}

export async function open(page, path) {
  await page.goto(path);
  await ready(page);
}

// Two frames of the browser: what was decided before them is on the screen after them.
export async function settled(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

// Where a control is, once it is enabled, in sight and has stopped moving.
async function place(control) {
  await expect(control).toBeEnabled();
  await control.scrollIntoViewIfNeeded();
  let box = null;
  await expect(async () => {
    await settled(control.page());
    const before = box;
    box = await control.boundingBox();
    expect(box).not.toBeNull();
    expect(before).toEqual(box);
  }).toPass({ intervals: [20], timeout: 10_000 });
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export async function press(control, options = {}) {
  const { x, y } = await place(control);
  await control.page().mouse.click(x, y, options);
}

export const button = (scope, name, options = {}) => scope.getByRole('button', { name, ...options });
export const heading = (page, name) => page.getByRole('heading', { name, level: 1 });

// Moves with Tab until `control` has the focus; every stop on the way must show where it is.
export async function tabTo(control, { back = false, limit = 80 } = {}) {
  const page = control.page();
  const reached = () => control.evaluate((element) => element === document.activeElement);
  for (let stop = 0; stop < limit; ++stop) {
    if (await reached()) return expectFocusShown(page);
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    await expectFocusShown(page);
  }
  throw new Error(`${limit} times Tab did not reach ${control}`);
}

// The browser draws the ring; fields show their focus by the frame that the canvas draws (see look.test.mjs).
export async function expectFocusShown(page) {
  const focus = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
      what: `${element.tagName} ${element.id}`, visible: element.matches(':focus-visible'), field: element.matches('input:not([type=file]),textarea,select'),
      ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
      in_sight: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
  });
  if (focus === null) return;  // between the last control and the first: the browser's own bars
  expect(focus.visible && (focus.field || focus.ring), `focus is shown at ${focus.what}`).toBe(true);
  expect(focus.in_sight, `${focus.what} is in sight`).toBe(true);
}

export async function signIn(page, person, base = '') {
  await open(page, base + person.at);
  await page.getByRole('textbox', { name: person.field }).fill(person.login);
  await page.getByLabel('Пароль', { exact: true }).fill(password);
  await press(button(page, 'Войти'));
  await expect(heading(page, person.heading)).toBeVisible();
}

// Signs in without the screens, for tests of something else. `page.request` shares the browser's cookies.
export async function enter(page, person, base, path = person.home) {
  const reply = await page.request.post(`${base}/${person.utility}/api/v1/session`, {
    headers: { Origin: base }, data: { kind: person.kind, login: person.login, password },
  });
  expect(reply.status()).toBe(201);
  await open(page, base + path);
}

// The API as the signed-in person's browser would ask it.
export async function get(page, base, person, path) {
  const reply = await page.request.get(`${base}/${person.utility}/api/v1${path}`);
  expect(reply.ok(), `GET ${path}: ${reply.status()}`).toBe(true);
  return reply.json();
}
