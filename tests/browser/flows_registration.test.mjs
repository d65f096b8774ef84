// Registration, the letters' links and passwords (K4-K6, K18, K19), as people go through them: mouse and keyboard. Of subscribers by
// e-mail (E3, E18): flows_letters.test.mjs.
// The captcha is read from «Код словами», as who cannot see the picture would.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { admin, expect, password, test } from './fixture.mjs';
import { button, heading, open, people, press, settled, signIn, tabTo } from './steps.mjs';
import { keyboard, mouse } from './hands.mjs';
import { letterTo, linkIn } from './letters.mjs';
import { numberIn } from './captcha.mjs';

const field = (page, name) => page.getByRole('textbox', { name, exact: true });
const secret = (page, name) => page.getByLabel(name, { exact: true });

async function codeInWords(page) {
  const said = page.getByRole('status').filter({ hasText: /^Код: / });
  await expect(said).toBeVisible();
  return numberIn((await said.textContent()).replace('Код: ', ''));
}

async function answerCaptcha(page, hands = mouse) {
  await hands.press(button(page, 'Код словами'));
  await hands.type(field(page, 'Введите код с картинки'), await codeInWords(page));
}

// Of the invented hairdresser's, whose contract is in the demo data and belongs to nobody yet: INN and address match.
const salon = (name) => ({
  'Адрес': '660099, г. Красноярск, ул. Лазурная, 12', 'ИНН': '249900001251', 'Телефон': '+7 (900) 000-00-33',
  'Имя пользователя (логин)': name, 'E-mail': `${name}@example.ru`,
});
const phrase = 'тёплый хлеб ранним утром';

async function fillOrganisation(page, values, hands = mouse) {
  for (const [label, value] of Object.entries(values)) await hands.type(field(page, label), value);
  await hands.type(secret(page, 'Пароль'), phrase);
  await hands.type(secret(page, 'Подтверждение пароля'), phrase);
  await hands.press(page.getByRole('checkbox', { name: 'Пользовательское соглашение' }));
  await hands.press(page.getByRole('checkbox', { name: 'обработку персональных данных' }));
  await answerCaptcha(page, hands);
}

const registration = (page, base) => open(page, `${base}/kraskom/organisations/registration`);

for (const hands of [mouse, keyboard]) {
  test(`K4-K8: an organisation registers, follows the letter and sees its contracts: ${hands.name}`, async ({ page, alone }) => {
    const name = `salon-${hands.name}`;
    await open(page, `${alone.url}/kraskom/organisations`);
    await hands.press(page.getByRole('link', { name: 'Регистрация' }));
    await expect(heading(page, 'Регистрация')).toBeVisible();
    await expect(page.getByRole('img', { name: /^Картинка с кодом/ })).toHaveJSProperty('complete', true);
    expect(await page.getByRole('img', { name: /^Картинка с кодом/ }).evaluate((image) => image.naturalWidth)).toBeGreaterThan(0);
    await fillOrganisation(page, salon(name), hands);
    await hands.press(button(page, 'Зарегистрироваться'));
    await expect(page.getByText('Регистрация прошла успешно, ждите письма по электронной почте')).toBeVisible();

    // Not before the letter's link was followed.
    await open(page, `${alone.url}/kraskom/organisations/sign-in`);
    await hands.type(field(page, 'Логин'), name);
    await hands.type(secret(page, 'Пароль'), phrase);
    await hands.press(button(page, 'Войти'));
    await expect(page.getByText('ещё не активирована')).toBeVisible();

    const link = linkIn(await letterTo(alone, 'kraskom', `${name}@example.ru`));
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await open(page, alone.url + link);
    await expect(page.getByText('Учетная запись активирована')).toBeVisible();
    await expect(page).toHaveURL(`${alone.url}/kraskom/activation`);
    const token = link.split('#')[1];
    expect(asked.filter((url) => url.includes(token) && !url.includes('#'))).toEqual([]);
    expect(await page.evaluate(() => JSON.stringify([history.state, location.href, document.referrer]))).not.toContain(token);

    await hands.press(button(page, 'Войти'));
    await expect(field(page, 'Логин')).toHaveValue(name);
    await hands.type(secret(page, 'Пароль'), phrase);
    await hands.press(button(page, 'Войти'));
    await expect(heading(page, 'Договоры')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Договоры' })).toBeVisible();

    // The link works once.
    await press(button(page, 'Выйти'));
    await open(page, alone.url + link);
    await expect(page.getByText('уже использована')).toBeVisible();
  });
}

test('K6: the letter is sent again when asked for, to known and unknown names with the same words', async ({ page, alone }) => {
  await registration(page, alone.url);
  await fillOrganisation(page, salon('salon-again'));
  await press(button(page, 'Зарегистрироваться'));
  await press(button(page, 'Отправить письмо ещё раз'));
  await expect(field(page, 'Логин или E-mail')).toHaveValue('salon-again');
  await answerCaptcha(page);
  await press(button(page, 'Отправить письмо ещё раз'));
  const words = 'Если такая учетная запись есть, письмо уже в пути.';
  await expect(page.getByText(words)).toBeVisible();
  const link = linkIn(await letterTo(alone, 'kraskom', 'salon-again@example.ru', 2));
  await open(page, alone.url + link);
  await expect(page.getByText('Учетная запись активирована')).toBeVisible();

  await open(page, `${alone.url}/kraskom/activation`);
  await field(page, 'Логин или E-mail').fill('nobody-at-all');
  await answerCaptcha(page);
  await press(button(page, 'Отправить письмо ещё раз'));
  await expect(page.getByText(words)).toBeVisible();
});

test('an invented, cut or foreign link is not found and says what to do', async ({ page, kabinet }) => {
  for (const token of ['x', 'a'.repeat(43), "';DROP TABLE letters;--", '<script>alert(1)</script>', 'я'.repeat(30), 'z'.repeat(5000)]) {
    await page.goto('about:blank');
    await open(page, `${kabinet.url}/kraskom/activation#${encodeURIComponent(token)}`);
    await expect(page.getByText('Такой ссылки нет')).toBeVisible();
    await expect(button(page, 'Отправить письмо ещё раз')).toBeVisible();
  }
});

const wrong = {
  'Адрес': [['', 'Заполните это поле'], ['дом', 'Слишком короткое'], ['а'.repeat(251), 'Слишком длинное'], ['<b>ул. Мира</b>', 'Только буквы, цифры'],
    ["ул. Мира'; DROP TABLE subscribers;--", 'Только буквы, цифры'], ['ул. Мира 🏠', 'Только буквы, цифры']],
  'ИНН': [['24990000371', 'Проверьте ИНН'], ['2499000038', 'Проверьте ИНН'], ['ИНН', 'Проверьте ИНН'], ["1' OR '1'='1", 'Проверьте ИНН'], ['🔢', 'Проверьте ИНН'],
    ['1'.repeat(90), 'Проверьте ИНН']],
  'Телефон': [['', 'Заполните это поле'], ['12', 'Проверьте номер'], ['+7 (900) 000-00', 'Проверьте номер'], ['телефон', 'Проверьте номер'],
    ['<i>9000000000</i>', 'Проверьте номер'], ['📞', 'Проверьте номер'], ['9'.repeat(90), 'Проверьте номер']],
  'Имя пользователя (логин)': [['', 'Заполните это поле'], ['ab', 'Слишком короткое'], ['a'.repeat(65), 'Слишком длинное'], ['a b c', 'Только буквы'],
    ["admin'--", 'Только буквы'], ['<img src=x>', 'Только буквы'], ['хлеб🍞', 'Только буквы'], ['名前名前', 'Только буквы']],
  'E-mail': [['', 'Заполните это поле'], ['почта', 'Проверьте адрес'], ['a@b', 'Проверьте адрес'], ['имя@почта.рф', 'Проверьте адрес'],
    ['a@b.ru, c@d.ru', 'Проверьте адрес'], ['"><script>@x.ru', 'Проверьте адрес'], ['🍞@x.ru', 'Проверьте адрес'], [`${'a'.repeat(260)}@x.ru`, 'Слишком длинное']],
  'Введите код с картинки': [['', 'Заполните это поле'], ['12', 'Код не совпал'], ['абвгд', 'Код не совпал'], ["' OR 1=1", 'Код не совпал'], ['🔢🔢🔢🔢🔢', 'Код не совпал']],
};

test('K4: every wrong input is named beside its field as one types, and stays there', async ({ page, kabinet }) => {
  await registration(page, kabinet.url);
  for (const [label, cases] of Object.entries(wrong)) {
    const input = field(page, label);
    for (const [typed, words] of cases) {
      await input.fill('1');
      await settled(page);  // else both come in one frame, and nothing has changed
      await input.fill(typed);
      await input.blur();
      await expect(input, `${label}: ${typed}`).toHaveAttribute('aria-invalid', 'true');
      await expect(input).toHaveAccessibleDescription(new RegExp(words));
      await expect(input).toHaveValue(typed);
    }
  }
  await secret(page, 'Пароль').fill('коротко');
  await expect(secret(page, 'Пароль')).toHaveAccessibleDescription('ещё 3 знака');
  await secret(page, 'Подтверждение пароля').fill('короткое');
  await secret(page, 'Подтверждение пароля').blur();
  await expect(secret(page, 'Пароль')).toHaveAccessibleDescription(/короче 10 знаков/);
  await expect(secret(page, 'Подтверждение пароля')).toHaveAccessibleDescription('Пароли не совпадают');
  await press(button(page, 'Зарегистрироваться'));
  const summary = page.getByRole('group', { name: 'Что исправить' });
  await expect(summary).toBeFocused();
  await expect(page.getByRole('checkbox', { name: 'Пользовательское соглашение' })).toHaveAttribute('aria-invalid', 'true');
  await press(summary.getByRole('button', { name: /^ИНН: / }));
  await expect(field(page, 'ИНН')).toBeFocused();
});

test('K4: a weak password, a taken name and a wrong code are the server’s to see, and nothing typed is lost', async ({ page, alone }) => {
  await registration(page, alone.url);
  const values = { ...salon('torgmarka'), 'E-mail': 'other@example.ru' };
  await fillOrganisation(page, values);
  await secret(page, 'Пароль').fill('qwerty123456');
  await secret(page, 'Подтверждение пароля').fill('qwerty123456');
  await press(button(page, 'Зарегистрироваться'));
  await expect(secret(page, 'Пароль')).toHaveAccessibleDescription(/легко подобрать/);
  await expect(page.getByRole('group', { name: 'Что исправить' })).toBeFocused();
  for (const [label, value] of Object.entries(values)) await expect(field(page, label)).toHaveValue(value);
  await expect(secret(page, 'Пароль')).toHaveValue('qwerty123456');
  await expect(page.getByRole('checkbox', { name: 'обработку персональных данных' })).toHaveAttribute('aria-checked', 'true');

  await secret(page, 'Пароль').fill(phrase);
  await secret(page, 'Подтверждение пароля').fill(phrase);
  await press(button(page, 'Зарегистрироваться'));
  await expect(field(page, 'Имя пользователя (логин)')).toHaveAccessibleDescription(/занято/);
  await field(page, 'Имя пользователя (логин)').fill('torgmarka-2');

  // A wrong code: another picture, everything else stays.
  const before = await codeInWords(page);
  await field(page, 'Введите код с картинки').fill(before === '00000' ? '11111' : '00000');
  await press(button(page, 'Зарегистрироваться'));
  await expect.poll(() => codeInWords(page)).not.toBe(before);
  await expect(field(page, 'Введите код с картинки')).toHaveValue('');
  await expect(secret(page, 'Пароль')).toHaveValue(phrase);
  await field(page, 'Введите код с картинки').fill(await codeInWords(page));
  await press(button(page, 'Зарегистрироваться'));
  await expect(page.getByText('Регистрация прошла успешно')).toBeVisible();
});

test('the documents are read in full in another tab, and the form is as it was', async ({ page, context, kabinet }) => {
  await registration(page, kabinet.url);
  await field(page, 'Адрес').fill('ул. Хлебная, 5');
  await secret(page, 'Пароль').fill(phrase);
  for (const [name, title] of [['Прочитать соглашение', /соглашение/i], ['Прочитать согласие', /согласие/i]]) {
    const tab = context.waitForEvent('page');
    await page.getByRole('link', { name }).click();
    const document = await tab;
    await expect(document.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(document.getByText(/^Редакция от [^.]*$/)).toBeVisible();
    await document.close();
  }
  await expect(field(page, 'Адрес')).toHaveValue('ул. Хлебная, 5');
  await expect(secret(page, 'Пароль')).toHaveValue(phrase);
});

test('K19: who has no password reads where it is issued', async ({ page, kabinet }) => {
  await open(page, `${kabinet.url}/kraskom/individuals`);
  await page.getByRole('link', { name: 'Забыли пароль' }).click();
  await expect(page.getByText('каб. 2-69')).toBeVisible();
  await expect(page.getByText('каб. 2-47')).toBeVisible();
});

test('K18, K19: a password issued in the office is changed at the first sign-in, before anything else', async ({ page, alone }) => {
  const slip = join(alone.folder, 'slip.pdf');
  await admin('password', 'issue', '0012345678', '--kind', 'individual', '--slip', slip, '--utility', 'kraskom', '--data', alone.data,
    '--fonts', fileURLToPath(new URL('../../node_modules/@expo-google-fonts/golos-text', import.meta.url)));
  const text = execFileSync('pdftotext', ['-layout', slip, '-'], { encoding: 'utf8' });
  const issued = /^\s*([a-z0-9]{5}(?:-[a-z0-9]{5})+)\s*$/m.exec(text)[1];
  await open(page, `${alone.url}/kraskom/individuals`);
  await field(page, 'Лицевой счет').fill('0012345678');
  await secret(page, 'Пароль').fill(issued);
  await press(button(page, 'Войти'));
  await expect(heading(page, 'Изменение пароля')).toBeVisible();
  await expect(page.getByText('Пароль выдан в офисе')).toBeVisible();
  await open(page, `${alone.url}/kraskom/readings`);
  await expect(heading(page, 'Изменение пароля')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Разделы' })).toHaveCount(0);
  await expect(button(page, 'Выйти')).toBeVisible();
  await secret(page, 'Текущий пароль').fill(issued);
  await secret(page, 'Новый пароль').fill('чай на кухне вечером');
  await secret(page, 'Повторите пароль').fill('чай на кухне вечером');
  await press(button(page, 'Отправить'));
  await expect(heading(page, 'Отправить показания')).toBeVisible();
});

test('«Сменить пароль» of who is signed in', async ({ page, alone }) => {
  await signIn(page, people.torgmarka, alone.url);
  await open(page, `${alone.url}/kraskom/profile/password`);
  await secret(page, 'Текущий пароль').fill('не тот');
  await secret(page, 'Новый пароль').fill(phrase);
  await secret(page, 'Повторите пароль').fill(phrase);
  await press(button(page, 'Отправить'));
  await expect(secret(page, 'Текущий пароль')).toHaveAccessibleDescription('Текущий пароль неверен');
  await secret(page, 'Текущий пароль').fill(password);
  await tabTo(button(page, 'Отправить'));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Пароль успешно изменен')).toBeVisible();
  await expect(secret(page, 'Новый пароль')).toHaveValue('');
});
