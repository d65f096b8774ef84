// Every text field of КрасКом's cabinet against what people and robots try: the words stand beside the field, what was typed stays to the
// last sign. Registration has a test of its own (flows_registration.test.mjs).
import { test, expect } from './fixture.mjs';
import { button, enter, get, open, people, press, settled } from './steps.mjs';

const long = 'я'.repeat(600), letters = 'абвгд', han = '名前名前', sql = "x'; DROP TABLE accounts;--", html = '<img src=x onerror=alert(1)>', emoji = '🍞🔢',
  inn = '24990000371';
const field = (page, name) => page.getByRole('textbox', { name }).first();

// As somebody who pastes; `words` null: nothing is wrong with it.
async function paste(input, typed) {
  await input.focus();
  await input.press('Control+a');
  if (typed === '') await input.press('Delete');
  else await input.page().keyboard.insertText(typed);
}

async function tries(page, input, submit, cases) {
  for (const [typed, words] of cases) {
    await paste(input, typed);
    await settled(page);  // else text and press come in one frame
    await submit();
    await expect(input, typed.slice(0, 40)).toHaveValue(typed);
    if (words === null) {
      await expect(input).not.toHaveAttribute('aria-invalid', 'true');
    } else {
      await expect(input, typed.slice(0, 40)).toHaveAccessibleDescription(new RegExp(words));
      await expect(input).toHaveAttribute('aria-invalid', 'true');
    }
  }
}

test('signing in', async ({ page, alone }) => {
  for (const [path, name, words] of [['organisations/sign-in', 'Логин', 'Только буквы, цифры'], ['individuals', 'Лицевой счет', 'напечатан в квитанции']]) {
    await open(page, `${alone.url}/kraskom/${path}`);
    await page.getByLabel('Пароль', { exact: true }).fill('неверный');
    await tries(page, field(page, name), () => press(button(page, 'Войти')),
      [['', 'Заполните это поле'], [html, words], [emoji, words], [sql, words], [long, 'Слишком длинное значение']]);
    await expect(page.getByLabel('Пароль', { exact: true })).toHaveValue('неверный');
  }
});

test('the letter again, and recovery', async ({ page, kabinet }) => {
  for (const [path, submit] of [['activation', 'Отправить письмо ещё раз'], ['organisations/recovery', 'Восстановить']]) {
    await open(page, `${kabinet.url}/kraskom/${path}`);
    const words = 'Только буквы, цифры';
    await tries(page, field(page, 'Логин или E-mail'), () => press(button(page, submit)),
      [['', 'Заполните это поле'], [long, 'Слишком длинное'], [han, words], [sql, words], [html, words], [emoji, words], [inn, null]]);
    await tries(page, field(page, 'Введите код с картинки'), () => press(button(page, submit)),
      [['', 'Заполните это поле'], [long, 'Код не совпал'], [letters, 'Код не совпал'], [sql, 'Код не совпал'], [html, 'Код не совпал'], [emoji, 'Код не совпал']]);
  }
});

test('«Оплата» of a contract and of an individual', async ({ page, kabinet }) => {
  const posts = [];
  page.on('request', (request) => { if (request.method() === 'POST' && request.url().endsWith('/payments')) posts.push(request.url()); });
  const submit = () => press(button(page, /^Оплатить( \d|$)/));
  const walk = async () => {
    const number = 'Введите сумму цифрами', email = 'нужен вид имя@почта';
    await tries(page, field(page, 'Чек отправим на'), submit, [letters, han, sql, html, emoji, long].map((typed) => [typed, email]));
    await tries(page, field(page, 'Сумма платежа'), submit,
      [['', 'Введите сумму платежа'], ...[letters, han, sql, html, emoji, long].map((typed) => [typed, number]), [inn, 'не больше'], ['0', 'не меньше']]);
  };
  await enter(page, people.torgmarka, kabinet.url);
  const { id } = (await get(page, kabinet.url, people.torgmarka, '/accounts')).items[0];
  await open(page, `${kabinet.url}/kraskom/contracts/${id}/payment`);
  await walk();
  await tries(page, field(page, /^Комментарий/), submit, [[long, 'не длиннее 200'], [html, null]]);
  await page.context().clearCookies();
  await enter(page, people.ivanov, kabinet.url, '/kraskom/pay');
  await walk();
  expect(posts).toEqual([]);
});

test('periods of «Баланс» and «Счета»', async ({ page, kabinet }) => {
  await enter(page, people.torgmarka, kabinet.url);
  const { id } = (await get(page, kabinet.url, people.torgmarka, '/accounts')).items[0];
  for (const [tab, from, to, words] of [['balance', 'Период с', /^по$/, 'Такой даты нет'], ['invoices', /^Период с/, /^по/, 'Такого месяца нет']]) {
    for (const name of [from, to]) {
      await open(page, `${kabinet.url}/kraskom/contracts/${id}/${tab}`);
      await tries(page, field(page, name), () => press(button(page, 'Показать', { exact: true })),
        [['', 'Введите'], ...[letters, han, sql, html, emoji, inn, long, '31.13.2026'].map((typed) => [typed, words])]);
    }
  }
});

test('readings: digit boxes and the sheet', async ({ page, kabinet }) => {
  await enter(page, people.ivanov, kabinet.url, '/kraskom/readings');
  const boxes = page.getByRole('textbox').first();
  for (const typed of [letters, han, sql, html, emoji]) {
    await paste(boxes, typed);
    await expect(boxes).toHaveAccessibleDescription(/Введите только цифры/);
  }
  await paste(boxes, inn);
  await expect(boxes).toHaveAccessibleDescription(/Цифр больше, чем показывает счётчик/);
  await paste(boxes, '');
  await press(button(page, /^Передать показания/).first());
  await expect(boxes).toHaveAccessibleDescription(/Введите показание/);

  await page.context().clearCookies();
  await enter(page, people.torgmarka, kabinet.url, '/kraskom/readings/list');
  const cell = page.getByRole('table').getByRole('textbox').first();
  await tries(page, cell, () => cell.blur(), [...[letters, han, sql, html, emoji, long].map((typed) => [typed, 'Введите только цифры']), [inn, 'Цифр больше']]);
});

test('searches find nothing and say so', async ({ page, kabinet }) => {
  await enter(page, people.torgmarka, kabinet.url, '/kraskom/readings');
  for (const typed of [long, han, sql, html, emoji]) {
    await paste(field(page, /Поиск/), typed);
    await expect(page.getByText(/Ничего не нашлось/).first()).toBeVisible();
    await expect(field(page, /Поиск/)).toHaveValue(typed);
  }
});
