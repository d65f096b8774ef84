// Every address can be opened, reloaded, gone back from and forward to; the title names the screen; who is not signed in comes to
// the sign-in first and then to where the link pointed.
import { test, expect, password } from './fixture.mjs';
import { button, enter, get, heading, open, people, press, ready } from './steps.mjs';

const open_to_all = [
  ['/krymenergo/', 'Авторизация — Крымэнерго'],
  ['/kraskom/', 'Личный кабинет абонента — КрасКом'],
  ['/kraskom/organisations', 'Личный кабинет для юридических лиц — КрасКом'],
  ['/kraskom/organisations/sign-in', 'Авторизация — КрасКом'],
  ['/kraskom/individuals', 'Авторизация — КрасКом'],
  ['/kraskom/organisations/registration', 'Регистрация — КрасКом'],
  ['/krymenergo/recovery', 'Восстановление доступа — Крымэнерго'],
  ['/krymenergo/feedback', 'Обратная связь — Крымэнерго'],
  ['/krymenergo/readings-without-registration', 'Показания без регистрации — Крымэнерго'],
  ['/krymenergo/no/such/page', 'Страница не найдена — Крымэнерго'],
];

test('addresses for everybody: opened, reloaded, left and come back to', async ({ page }) => {
  for (const [path, title] of open_to_all) {
    await open(page, path);
    await expect(page).toHaveTitle(title);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await page.reload();
    await ready(page);
    await expect(page).toHaveTitle(title);
    await expect(page).toHaveURL(new RegExp(`${path}$`));
  }
});

for (const [name, person] of Object.entries(people)) {
  test(`addresses of ${name}`, async ({ page, kabinet }) => {
    await enter(page, person, kabinet.url);
    const utility = person.utility === 'kraskom' ? 'КрасКом' : 'Крымэнерго';
    const menu = page.getByRole('navigation', { name: 'Разделы' });
    for (const section of person.menu) {
      const link = menu.getByRole('link', { name: section, exact: true });
      await link.click();
      await expect(page).toHaveTitle(`${section} — ${utility}`);
      await expect(link).toHaveAttribute('aria-current', 'page');
      const address = page.url();
      await page.reload();
      await ready(page);
      await expect(heading(page, section)).toBeVisible();
      expect(page.url()).toBe(address);
    }
    // Back through the history and forward again, as the titles say.
    for (const section of person.menu.slice(0, -1).reverse()) {
      await page.goBack();
      await expect(page).toHaveTitle(`${section} — ${utility}`);
      await expect(heading(page, section)).toBeVisible();
    }
    await page.goForward();
    await expect(page).toHaveTitle(`${person.menu[1]} — ${utility}`);
    await expect(heading(page, person.menu[1])).toBeVisible();
    // The brand leads to the first section; a sign-in address leads there as well while one is signed in.
    await open(page, kabinet.url + person.at);
    await expect(heading(page, person.heading)).toBeVisible();
    await expect(page).toHaveURL(kabinet.url + person.home);
  });
}

test('a link into the cabinet asks for the sign-in first and then goes where it pointed', async ({ page, kabinet }) => {
  await enter(page, people.maria, kabinet.url);
  const [meter] = (await get(page, kabinet.url, people.maria, '/meters')).items;
  await press(button(page, 'Выйти'));
  await expect(button(page, 'Войти')).toBeVisible();
  for (const [path, title] of [[`/krymenergo/readings/${meter.id}`, 'Показания'], ['/krymenergo/payments', 'Платежи']]) {
    await page.context().clearCookies();
    await open(page, kabinet.url + path);
    await expect(page).toHaveTitle('Авторизация — Крымэнерго');
    await page.getByRole('textbox', { name: 'Адрес электронной почты' }).fill('maria@example.ru');
    await page.getByLabel('Пароль', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await expect(heading(page, title)).toBeVisible();
    await expect(page).toHaveURL(kabinet.url + path);
  }
});

test('what is not there is said: an unknown contract, meter, payment', async ({ page, kabinet }) => {
  await enter(page, people.torgmarka, kabinet.url, '/kraskom/contracts/nothing');
  await expect(page.getByRole('main')).toContainText('Не найдено');
  await open(page, `${kabinet.url}/kraskom/payments/nothing`);
  await expect(page.getByRole('main')).toContainText('Не найдено');
  await open(page, `${kabinet.url}/kraskom/readings/nothing`);
  await expect(page.getByRole('main')).toContainText('Такого прибора учёта среди ваших нет');
});

test('a link opens in a new tab with Ctrl, as links do', async ({ page, context, kabinet }) => {
  await enter(page, people.maria, kabinet.url);
  const [other] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Платежи' }).click({ modifiers: ['Control'] }),
  ]);
  await ready(other);
  await expect(heading(other, 'Платежи')).toBeVisible();
  await expect(heading(page, 'Мои счета')).toBeVisible();
});
