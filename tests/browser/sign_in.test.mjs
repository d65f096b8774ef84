// From the start page into the cabinet, for each of the three kinds of people (K1-K3, K7, K18, E2, E4), and out again (E19).
import { test, expect, password } from './fixture.mjs';
import { button, heading, open, people, press, ready, signIn } from './steps.mjs';

test('the start page of the house lists the utilities', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'КрасКом' })).toBeVisible();
  await page.getByRole('link', { name: 'Крымэнерго' }).click();
  await ready(page);
  await expect(page).toHaveTitle(/Авторизация — Крымэнерго/);
});

test('K1-K3, K7: an organisation goes from the start page through its category to «Договоры»', async ({ page, kabinet }) => {
  await open(page, '/kraskom/');
  await expect(page.getByRole('link', { name: 'Для физических лиц' })).toBeVisible();
  await page.getByRole('link', { name: 'Для юридических лиц' }).click();
  await expect(heading(page, 'Личный кабинет для юридических лиц')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Регистрация' })).toBeVisible();
  await page.getByRole('link', { name: 'Войти' }).click();
  await page.getByRole('textbox', { name: 'Логин' }).fill('torgmarka');
  await page.getByLabel('Пароль', { exact: true }).fill(password);
  await press(button(page, 'Войти'));
  await expect(heading(page, 'Договоры')).toBeVisible();
  await expect(page).toHaveURL(`${kabinet.url}/kraskom/contracts`);
});

test('K2, K18, K19: an individual signs in with «Лицевой счет» and is told where the password comes from', async ({ page }) => {
  await open(page, '/kraskom/');
  await page.getByRole('link', { name: 'Для физических лиц' }).click();
  await expect(page.getByText('каб. 2-69')).toBeAttached();
  await expect(page.getByText('каб. 2-47')).toBeAttached();
  await expect(page.getByRole('link', { name: 'Регистрация' })).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Лицевой счет' }).fill('0012345678');
  await page.getByLabel('Пароль', { exact: true }).fill(password);
  await page.getByLabel('Пароль', { exact: true }).press('Enter');
  await expect(heading(page, 'Информация о клиенте')).toBeVisible();
});

test('E2, E4: «Авторизация» of a subscriber, with its links', async ({ page }) => {
  await open(page, '/krymenergo/');
  await expect(page.getByRole('heading', { name: 'Авторизация' })).toBeVisible();
  for (const name of ['Регистрация', 'Забыли пароль', 'Обратная связь', 'без регистрации'])
    await expect(page.getByRole('link', { name })).toBeVisible();
  await signIn(page, people.maria);
  await expect(page.getByText('Вы вошли как maria@example.ru')).toBeAttached();
});

for (const [name, person] of Object.entries(people)) {
  test(`E19: ${name} signs out from every section with one control`, async ({ page, kabinet }) => {
    await signIn(page, person);
    const menu = page.getByRole('navigation', { name: 'Разделы' });
    for (const section of person.menu) {
      await menu.getByRole('link', { name: section, exact: true }).click();
      await expect(heading(page, section)).toBeVisible();
      await expect(button(page, 'Выйти')).toBeInViewport();
    }
    await press(button(page, 'Выйти'));
    await expect(button(page, 'Войти').or(page.getByRole('link', { name: 'Для юридических лиц' }))).toBeVisible();
    const session = await page.request.get(`${kabinet.url}/${person.utility}/api/v1/session`);
    expect(session.status()).toBe(401);
    // Nothing of the section is left behind the «Back» button.
    await page.goBack();
    await expect(page.getByText('420118734').or(page.getByText('12/04871')).or(page.getByText('0012345678'))).toHaveCount(0);
  });
}

test('what is not right is said next to the field, and nothing typed is lost', async ({ page }) => {
  await open(page, '/krymenergo/');
  const email = page.getByRole('textbox', { name: 'Адрес электронной почты' });
  const secret = page.getByLabel('Пароль', { exact: true });
  await press(button(page, 'Войти'));
  await expect(email).toHaveAttribute('aria-invalid', 'true');
  await expect(email).toHaveAccessibleDescription('Заполните это поле');
  await expect(email).toBeFocused();

  await email.fill('maria@example.ru');
  await secret.fill('неверный пароль');
  await press(button(page, 'Войти'));
  await expect(page.getByRole('alert').filter({ hasText: 'Неверный логин или пароль' })).toBeVisible();
  await expect(email).toHaveValue('maria@example.ru');
  await expect(secret).toHaveValue('неверный пароль');
  await expect(secret).toBeFocused();

  // The same words for a name that does not exist.
  await email.fill('nobody@example.ru');
  await press(button(page, 'Войти'));
  await expect(page.getByRole('alert').filter({ hasText: 'Неверный логин или пароль' })).toBeVisible();
});

test('a password can be shown and hidden again', async ({ page }) => {
  await open(page, '/krymenergo/');
  const secret = page.getByLabel('Пароль', { exact: true });
  await secret.fill('Секрет-1');
  await press(button(page, 'Показать пароль'));
  await expect(secret).toHaveAttribute('type', 'text');
  await expect(secret).toHaveValue('Секрет-1');
  await press(button(page, 'Скрыть пароль'));
  await expect(secret).toHaveAttribute('type', 'password');
});
