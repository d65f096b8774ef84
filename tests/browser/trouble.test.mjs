// When things go wrong around the person: no network, a server that falls and rises, a session that ended elsewhere. What was typed
// stays, what happened is said in words, and one goes on where one was.
import { test, expect, password } from './fixture.mjs';
import { button, enter, get, heading, open, people, press } from './steps.mjs';

const maria = people.maria;
const email = (page) => page.getByRole('textbox', { name: 'Адрес электронной почты' });
const secret = (page) => page.getByLabel('Пароль', { exact: true });

test('sign-in without the network: said, kept, and done when the network is back', async ({ page, context }) => {
  await open(page, '/krymenergo/');
  await email(page).fill('maria@example.ru');
  await secret(page).fill(password);
  await context.setOffline(true);
  await expect(page.getByText('Нет связи с интернетом').first()).toBeVisible();
  await press(button(page, 'Войти'));
  await expect(page.getByRole('alert').filter({ hasText: 'Нет связи с интернетом' })).toBeVisible();
  await expect(email(page)).toHaveValue('maria@example.ru');
  await expect(secret(page)).toHaveValue(password);
  await context.setOffline(false);
  await press(button(page, 'Войти'));
  await expect(heading(page, 'Мои счета')).toBeVisible();
});

test('digits typed without the network stay and are submitted once', async ({ page, context, alone }) => {
  await enter(page, maria, alone.url, '/krymenergo/readings');
  const meter = (await get(page, alone.url, maria, '/meters')).items.find(({ serial }) => serial === '30518842');
  const form = page.getByRole('region', { name: /^Меркурий .*30518842/ });
  const values = meter.registers.map((register) => String(Number(register.previous) + Math.round(Number(register.usual))).padStart(5, '0'));
  await form.getByRole('textbox', { name: 'Т1 · день' }).fill(values[0]);
  await form.getByRole('textbox', { name: 'Т2 · ночь' }).fill(values[1]);
  await context.setOffline(true);
  await press(button(form, 'Передать показания'));
  await expect(form.getByRole('alert').filter({ hasText: 'Нет связи' })).toBeVisible();
  await expect(form.getByRole('textbox', { name: 'Т1 · день' })).toHaveValue(values[0]);
  await context.setOffline(false);
  await expect(form.getByRole('textbox', { name: 'Т1 · день' })).toHaveValue(values[0]);
  await press(button(form, 'Передать показания'));
  await expect(page.getByRole('status').filter({ hasText: 'Показания переданы' })).toBeVisible();
  const { items } = await get(page, alone.url, maria, `/meters/${meter.id}/readings`);
  expect(items.filter(({ values: [{ value }] }) => value === values[0])).toHaveLength(1);
});

test('an answer that is lost on its way: the second press does not make a second reading', async ({ page, alone }) => {
  await enter(page, maria, alone.url, '/krymenergo/readings');
  const meter = (await get(page, alone.url, maria, '/meters')).items.find(({ serial }) => serial === '30518842');
  const form = page.getByRole('region', { name: /^Меркурий .*30518842/ });
  const values = meter.registers.map((register) => String(Number(register.previous) + Math.round(Number(register.usual))).padStart(5, '0'));
  await form.getByRole('textbox', { name: 'Т1 · день' }).fill(values[0]);
  await form.getByRole('textbox', { name: 'Т2 · ночь' }).fill(values[1]);
  await page.route(/\/readings$/, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();      // the server has it
    await route.abort('connectionreset');
  });
  await press(button(form, 'Передать показания'));
  await expect(form.getByRole('alert')).toBeVisible();
  await page.unroute(/\/readings$/);
  await press(button(form, 'Передать показания'));
  await expect(page.getByRole('status').filter({ hasText: 'Показания переданы' })).toBeVisible();
  const { items } = await get(page, alone.url, maria, `/meters/${meter.id}/readings`);
  expect(items.filter(({ values: [{ value }] }) => value === values[0])).toHaveLength(1);
});

test('the server is killed and started again while somebody works', async ({ page, alone }) => {
  await enter(page, maria, alone.url, '/krymenergo/readings');
  const form = page.getByRole('region', { name: /^Меркурий .*30518842/ });
  const first = form.getByRole('textbox', { name: 'Т1 · день' });
  await first.fill('08555');
  await alone.stop('SIGKILL');
  const menu = page.getByRole('navigation', { name: 'Разделы' });
  await menu.getByRole('link', { name: 'Платежи' }).click();
  await expect(heading(page, 'Платежи')).toBeVisible();
  const retry = button(page, 'Повторить').first();
  await expect(retry).toBeVisible({ timeout: 40_000 });
  await alone.start();
  await press(retry);
  await expect(page.getByRole('table', { name: 'Платежи' })).toBeVisible();
  await menu.getByRole('link', { name: 'Показания', exact: true }).click();
  await expect(first).toHaveValue('08555');
});

test('a session that ends in another tab is said here, and one comes back to where one was', async ({ page, context, alone }) => {
  await enter(page, maria, alone.url, '/krymenergo/payments');
  await expect(page.getByRole('table', { name: 'Платежи' })).toBeVisible();
  const other = await context.newPage();
  await open(other, `${alone.url}/krymenergo/accounts`);
  await press(button(other, 'Выйти'));
  await expect(button(other, 'Войти')).toBeVisible();

  await page.bringToFront();
  await page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Показания', exact: true }).click();
  await expect(page.getByText('Сеанс завершён. Войдите ещё раз')).toBeVisible();
  await expect(page.getByText('420118734')).toHaveCount(0);
  await email(page).fill('maria@example.ru');
  await secret(page).fill(password);
  await press(button(page, 'Войти'));
  await expect(heading(page, 'Показания')).toBeVisible();
  await expect(page).toHaveURL(/\/krymenergo\/readings/);
});

test('a slow answer: it is said that something is loading', async ({ page, kabinet }) => {
  await enter(page, maria, kabinet.url);
  let release;
  const held = new Promise((done) => { release = done; });
  await page.route(/\/payments\?/, async (route) => { await held; await route.continue(); });
  await page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Платежи' }).click();
  await expect(heading(page, 'Платежи')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Загрузка' })).toBeVisible();
  release();
  await expect(page.getByRole('table', { name: 'Платежи' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Загрузка' })).toHaveCount(0);
});
