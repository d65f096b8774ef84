// K8–K13: from «Договоры» through the five tabs of a contract, with the mouse and with the keyboard only; the documents behind its links.
import { test, expect, password } from './fixture.mjs';
import { button, enter, get, heading, open, people, press } from './steps.mjs';
import { keyboard, mouse } from './hands.mjs';

const money = (kopecks) => `${kopecks < 0 ? '−' : ''}${(Math.abs(kopecks) / 100).toFixed(2).replace('.', ',').replace(/\B(?=(\d{3})+,)/g, '\u00A0')}`;
const day = (iso) => iso.split('-').reverse().join('.');
const pekarnya = { ...people.torgmarka, login: 'pekarnya5' };

async function contract(page, base, person = people.torgmarka, number = '12/04871') {
  const { items } = await get(page, base, person, '/accounts');
  return items.find((one) => one.number === number);
}

for (const hands of [mouse, keyboard]) {
  test.describe(`with the ${hands.name}`, () => {
    test('K8–K10: «Договоры», «Перейти», «Информация», «Абоненты»', async ({ page, kabinet }) => {
      await enter(page, people.torgmarka, kabinet.url);
      const { id } = await contract(page, kabinet.url);
      const about = await get(page, kabinet.url, people.torgmarka, `/accounts/${id}/details`);
      await hands.choose(page.getByRole('table', { name: 'Договоры' }).getByRole('row').filter({ hasText: '12/04871' }));
      await hands.press(button(page, 'Перейти'));
      await expect(heading(page, 'Вода и стоки')).toBeVisible();
      for (const party of [about.customer, about.supplier]) {
        const list = page.getByRole('list', { name: party === about.customer ? 'Абонент' : 'Поставщик' });
        for (const value of [party.name, party.inn, party.address, party.bank.bic].filter(Boolean)) await expect(list).toContainText(value);
      }
      for (const contact of about.contacts) await expect(page.getByRole('list', { name: 'Контакты' })).toContainText(contact.phone);

      await hands.press(page.getByRole('tab', { name: 'Абоненты' }));
      await expect(page).toHaveURL(/\/objects$/);
      for (const object of about.objects) await expect(page.getByRole('heading', { name: object.name, exact: true })).toBeVisible();
      await hands.type(page.getByRole('textbox', { name: /Поиск по объекту/ }), 'склад');
      await expect(page.getByRole('heading', { name: 'Склад', exact: true })).toBeVisible();
      await expect(page.getByRole('heading', { name: about.objects[0].name, exact: true })).toHaveCount(about.objects[0].name === 'Склад' ? 1 : 0);
    });

    test('K11: «Баланс» for a period adds up on the screen and is kept by a reload and Back', async ({ page, kabinet }) => {
      await enter(page, people.torgmarka, kabinet.url);
      const { id } = await contract(page, kabinet.url);
      await open(page, `${kabinet.url}/kraskom/contracts/${id}`);
      await hands.press(page.getByRole('tab', { name: 'Баланс' }));
      await hands.press(button(page, 'Год'));
      await expect(page).toHaveURL(/from=\d{4}-01-01/);
      const year = new URL(page.url()).searchParams;
      const act = await get(page, kabinet.url, people.torgmarka, `/accounts/${id}/reconciliation?from=${year.get('from')}&to=${year.get('to')}`);
      expect(act.opening + act.debit - act.credit).toBe(act.closing);
      const table = page.getByRole('table', { name: 'Акт сверки' });
      await expect(table.getByRole('row').filter({ hasText: `Сальдо на ${day(act.from)}` })).toContainText(money(act.opening));
      await expect(table.getByRole('row').filter({ hasText: `Сальдо на ${day(act.to)}` })).toContainText(money(act.closing));
      const turnover = table.getByRole('row').filter({ hasText: 'Обороты за период' });
      await expect(turnover).toContainText(money(act.debit));
      await expect(turnover).toContainText(money(act.credit));
      let balance = act.opening;
      const rows = await table.getByRole('row').allTextContents();
      for (const entry of act.entries.slice(0, 100)) {
        balance += entry.debit - entry.credit;
        expect(rows.some((row) => row.includes(day(entry.date)) && row.includes(money(entry.debit || entry.credit)) && row.includes(money(balance)))).toBe(true);
      }
      await hands.type(page.getByRole('textbox', { name: 'Период с' }), '31.02.2026');
      await hands.press(button(page, 'Показать'));
      await expect(page.getByRole('alert').filter({ hasText: 'Такой даты нет' })).toBeVisible();
      await expect(page.getByRole('textbox', { name: 'Период с' })).toHaveValue('31.02.2026');
      await hands.type(page.getByRole('textbox', { name: 'Период с' }), day(act.from));
      await hands.press(button(page, 'Показать'));
      await expect(page.getByRole('alert')).toHaveCount(0);
      const address = page.url();
      await page.reload();
      await expect(table).toContainText(money(act.closing));
      await hands.press(page.getByRole('tab', { name: 'Счета' }));
      await expect(page).toHaveURL(/\/invoices\?/);
      await page.goBack();
      await expect(page).toHaveURL(address);
    });

    test('K12, K13: «Счета», «Печать счета», «Оплатить счёт» fills «Оплата» in', async ({ page, context, kabinet }) => {
      await enter(page, people.torgmarka, kabinet.url);
      const { id, number } = await contract(page, kabinet.url);
      const { items } = await get(page, kabinet.url, people.torgmarka, `/accounts/${id}/invoices`);
      await open(page, `${kabinet.url}/kraskom/contracts/${id}/invoices`);
      await hands.press(button(page, 'Год'));
      const invoice = items.find((one) => one.issued_on.startsWith(items[0].issued_on.slice(0, 4)));
      await expect(button(page, 'Печать счета')).toBeDisabled();
      await hands.choose(page.getByRole('table', { name: 'Счета-фактуры' }).getByRole('row').filter({ hasText: invoice.number }));
      const print = page.getByRole('link', { name: 'Печать счета' });
      await expect(print).toHaveAttribute('target', '_blank');
      const opened = context.waitForEvent('request', (request) => request.url().endsWith(`/invoices/${invoice.id}/print`));
      if (hands === mouse) await print.click();
      else await hands.press(print);
      await opened;
      await page.bringToFront();
      await hands.press(button(page, 'Оплатить счёт'));
      await expect(page.getByRole('textbox', { name: 'Сумма платежа' })).toHaveValue(money(invoice.total));
      const comment = page.getByRole('textbox', { name: /^Комментарий/ });
      for (const part of [invoice.number, day(invoice.issued_on), number]) await expect(comment).toHaveValue(new RegExp(part));
      await page.reload();
      await expect(comment).toHaveValue(new RegExp(invoice.number));
    });
  });
}

test('documents open with the session only, and nobody sees another one\'s', async ({ page, browser, kabinet }) => {
  await enter(page, people.torgmarka, kabinet.url);
  const { id } = await contract(page, kabinet.url);
  await open(page, `${kabinet.url}/kraskom/contracts/${id}/balance?from=2026-01-01&to=2026-09-30`);
  const hrefs = [];
  for (const name of ['Печать акта сверки', 'Скачать для Excel']) hrefs.push(await page.getByRole('link', { name }).evaluate((link) => link.href));
  const { items } = await get(page, kabinet.url, people.torgmarka, `/accounts/${id}/invoices`);
  hrefs.push(`${kabinet.url}/kraskom/api/v1/accounts/${id}/invoices/${items[0].id}/print`);
  for (const href of hrefs) {
    const reply = await page.request.get(href);
    expect(reply.status(), href).toBe(200);
    expect(reply.headers()['content-type']).toContain(href.includes('csv') ? 'text/csv' : 'application/pdf');
    if (!href.includes('csv')) expect((await reply.body()).subarray(0, 5).toString()).toBe('%PDF-');
  }
  const nobody = await browser.newContext();
  for (const href of hrefs) expect((await nobody.request.get(href)).status(), href).toBe(401);
  await nobody.close();
  const other = await browser.newContext();
  const reply = await other.request.post(`${kabinet.url}/kraskom/api/v1/session`, {
    headers: { Origin: kabinet.url }, data: { kind: pekarnya.kind, login: pekarnya.login, password },
  });
  expect(reply.status()).toBe(201);
  for (const href of hrefs) expect((await other.request.get(href)).status(), href).toBe(404);
  await other.close();
});

test('a document\'s link opens a new tab and leaves the screen as it is', async ({ page, context, kabinet }) => {
  await enter(page, people.torgmarka, kabinet.url);
  const { id } = await contract(page, kabinet.url);
  await open(page, `${kabinet.url}/kraskom/contracts/${id}/balance`);
  const before = page.url();
  const link = page.getByRole('link', { name: 'Печать акта сверки' });
  await expect(link).toHaveAttribute('target', '_blank');
  const asked = context.waitForEvent('request', (request) => request.url().includes('/reconciliation/print'));
  await link.click();
  await asked;
  expect(page.url()).toBe(before);
});

test('Back returns to where one had scrolled', async ({ page, kabinet }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await enter(page, people.torgmarka, kabinet.url);
  const { id } = await contract(page, kabinet.url);
  await open(page, `${kabinet.url}/kraskom/contracts/${id}/objects`);
  await expect(page.getByRole('heading', { name: 'Склад', exact: true })).toBeVisible();
  const top = () => page.evaluate(() => document.querySelector('#kabinet-mirror .scroller').scrollTop);
  await page.evaluate(() => { document.querySelector('#kabinet-mirror .scroller').scrollTop = 200; });
  await expect.poll(top).toBe(200);
  await press(page.getByRole('link', { name: 'Платежи' }));
  await expect(heading(page, 'Платежи')).toBeVisible();
  await expect.poll(top).toBe(0);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Склад', exact: true })).toBeVisible();
  await expect.poll(top).toBe(200);
});
