// «Профиль» (E16) and the sign-out that is always in sight (E19), with the mouse and with the keyboard only.
import { test, expect, password } from './fixture.mjs';
import { button, enter, get, heading, open, people, press } from './steps.mjs';
import { keyboard, mouse } from './hands.mjs';

const maria = people.maria;
const oleg = { ...maria, login: 'oleg@example.ru' };
const status = (page, words) => page.getByRole('status').filter({ hasText: words });
const secret = (scope) => scope.getByLabel('Пароль', { exact: true });

for (const hands of [mouse, keyboard]) {
  test.describe(`with the ${hands.name}`, () => {
    test('the menu leads there; letters are chosen at once and stay chosen', async ({ page, alone }) => {
      await enter(page, maria, alone.url);
      await hands.press(page.getByRole('link', { name: 'Профиль' }));
      await expect(heading(page, 'Профиль')).toBeVisible();
      await expect(page.getByRole('main')).toContainText('maria@example.ru');
      await expect(page.getByRole('link', { name: 'Сменить пароль' })).toHaveAttribute('href', '/krymenergo/profile/password');
      const choice = page.getByRole('checkbox', { name: 'Приём показаний закончится через три дня' });
      await expect(choice).not.toBeChecked();
      await hands.press(choice);
      await expect(status(page, 'Сохранено')).toBeVisible();
      await page.reload();
      await expect(choice).toBeChecked();
    });

    test('the password is changed; this session goes on, the others end', async ({ page, browser, alone }) => {
      const elsewhere = await browser.newContext({ baseURL: alone.url });
      const other = await elsewhere.newPage();
      await enter(other, maria, alone.url);
      await enter(page, maria, alone.url, '/krymenergo/profile');
      await hands.press(page.getByRole('link', { name: 'Сменить пароль' }));
      await expect(heading(page, 'Изменение пароля')).toBeVisible();
      for (const [name, phrase] of [['Текущий пароль', password], ['Новый пароль', 'чай на кухне вечером'], ['Повторите пароль', 'чай на кухне вечером']])
        await hands.type(page.getByLabel(name, { exact: true }), phrase);
      await hands.press(button(page, 'Отправить'));
      await expect(status(page, 'Пароль успешно изменен')).toBeVisible();
      await open(page, `${alone.url}/krymenergo/accounts`);
      await expect(heading(page, 'Мои счета')).toBeVisible();
      await open(other, `${alone.url}/krymenergo/accounts`);
      await expect(button(other, 'Войти')).toBeVisible();
      await elsewhere.close();
    });

    test('another session is ended from here', async ({ page, browser, alone }) => {
      const elsewhere = await browser.newContext({ baseURL: alone.url });
      const other = await elsewhere.newPage();
      await enter(other, maria, alone.url);
      await enter(page, maria, alone.url, '/krymenergo/profile');
      await expect(page.getByText('этот браузер', { exact: true })).toBeVisible();
      await hands.press(button(page, 'Завершить'));
      await expect(status(page, 'Сеанс завершён')).toBeVisible();
      await expect(button(page, 'Завершить')).toHaveCount(0);
      await open(other, `${alone.url}/krymenergo/accounts`);
      await expect(button(other, 'Войти')).toBeVisible();
      await elsewhere.close();
    });

    test('«Объединить профили»: the accounts of the other profile come here', async ({ page, alone }) => {
      await enter(page, oleg, alone.url);
      const theirs = (await get(page, alone.url, oleg, '/accounts')).items.map(({ number }) => number);
      await enter(page, maria, alone.url, '/krymenergo/profile');
      const own = (await get(page, alone.url, maria, '/accounts')).items.length;
      await hands.press(button(page, 'Объединить профили'));
      const form = page.getByRole('dialog', { name: 'Объединение учетных записей' });
      await hands.type(form.getByRole('textbox', { name: 'Адрес электронной почты' }), 'oleg@example.ru');
      await hands.type(secret(form), 'wrong password');
      await hands.press(button(form, 'Объединить'));
      await expect(form.getByRole('alert').filter({ hasText: /не подходят|Неверный/ })).toBeVisible();
      await hands.type(secret(form), password);
      await hands.press(button(form, 'Объединить'));
      await expect(status(page, 'Учетные записи объединены')).toContainText(`Добавлен`);
      const after = (await get(page, alone.url, maria, '/accounts')).items.map(({ number }) => number);
      expect(after).toHaveLength(own + theirs.length);
      for (const number of theirs) expect(after).toContain(number);
      await hands.press(page.getByRole('link', { name: 'Мои счета' }));
      await expect(button(page, `Оплатить, лицевой счет ${theirs[0]}`)).toBeVisible();
    });

    test('the profile is deleted with the password, and one is signed out', async ({ page, alone }) => {
      await enter(page, maria, alone.url, '/krymenergo/profile');
      await hands.press(button(page, 'Удалить профиль'));
      const dialog = page.getByRole('dialog', { name: 'Удаление профиля' });
      await expect(dialog).toContainText('показания, начисления и платежи останутся');
      await hands.type(secret(dialog), password);
      await hands.press(button(dialog, 'Удалить профиль'));
      await expect(page.getByRole('heading', { name: 'Авторизация' })).toBeVisible();
      await expect(status(page, 'Профиль удалён')).toBeVisible();
      await open(page, `${alone.url}/krymenergo/accounts`);
      await expect(button(page, 'Войти')).toBeVisible();
    });
  });
}

test('one’s data come as a file', async ({ page, alone }) => {
  await enter(page, maria, alone.url, '/krymenergo/profile');
  const address = await page.getByRole('link', { name: 'Скачать мои данные' }).getAttribute('href');
  const reply = await page.request.get(alone.url + address);
  expect(reply.status()).toBe(200);
  expect(reply.headers()['content-disposition']).toContain('attachment');
  expect(await reply.text()).toContain('maria@example.ru');
});

for (const width of [1440, 390]) {
  test(`«Выйти» is in sight on every screen at ${width}`, async ({ page, alone }) => {
    await page.setViewportSize({ width, height: 844 });
    await enter(page, maria, alone.url);
    for (const path of ['/accounts', '/readings', '/payments', '/charges', '/profile', '/feedback']) {
      await open(page, `${alone.url}/krymenergo${path}`);
      await expect(button(page, 'Выйти')).toBeInViewport();
    }
    await press(button(page, 'Выйти'));
    await expect(button(page, 'Войти')).toBeVisible();
  });
}
