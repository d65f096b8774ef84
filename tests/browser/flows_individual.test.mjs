// K18–K20: the six sections of an individual, with the mouse and with the keyboard only; the bill behind its link.
import { test, expect, password } from './fixture.mjs';
import { button, enter, get, heading, open, people } from './steps.mjs';
import { keyboard, mouse } from './hands.mjs';

const money = (kopecks) => `${kopecks < 0 ? '−' : ''}${(Math.abs(kopecks) / 100).toFixed(2).replace('.', ',').replace(/\B(?=(\d{3})+,)/g, '\u00A0')}`;
const months = ['январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'];
const month = (period) => `${months[Number(period.slice(5)) - 1]} ${period.slice(0, 4)}`;
const sections = ['Информация о клиенте', 'Платежи', 'Начисления', 'Оплатить банковской картой', 'Счет-квитанция', 'Отправить показания'];

for (const hands of [mouse, keyboard]) {
  test.describe(`with the ${hands.name}`, () => {
    test('K18, K20: signs in by «Лицевой счет» and walks the six sections', async ({ page }) => {
      await open(page, '/kraskom/individuals');
      await hands.type(page.getByRole('textbox', { name: 'Лицевой счет' }), people.ivanov.login);
      await hands.type(page.getByLabel('Пароль', { exact: true }), password);
      await hands.press(button(page, 'Войти'));
      await expect(heading(page, 'Информация о клиенте')).toBeVisible();
      const menu = page.getByRole('navigation', { name: 'Разделы' });
      for (const section of [...sections.slice(1), sections[0]]) {
        await hands.press(menu.getByRole('link', { name: section }));
        await expect(heading(page, section)).toBeVisible();
        await expect(menu.getByRole('link', { name: section })).toHaveAttribute('aria-current', 'page');
      }
    });

    test('«Начисления»: every line of the month, and causes of the change that add up', async ({ page, kabinet }) => {
      await enter(page, people.ivanov, kabinet.url);
      const { items } = await get(page, kabinet.url, people.ivanov, '/accounts');
      const charges = (await get(page, kabinet.url, people.ivanov, `/accounts/${items[0].id}/charges?months=25`)).months;
      await hands.press(page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Начисления' }));
      const lines = page.getByRole('table', { name: `Начисления за ${month(charges[0].period)}` });
      for (const line of charges[0].lines) await expect(lines).toContainText(money(line.total));
      await expect(lines.getByRole('row').last()).toContainText(money(charges[0].total));
      const causes = page.getByRole('table', { name: 'Почему сумма изменилась' });
      const read = (text) => Math.round(Number(text.replace('−', '-').replace(/[^\d,+-]/g, '').replace(',', '.')) * 100);
      const amounts = (await causes.getByRole('row').evaluateAll((rows) => rows.slice(1).map((row) => row.lastElementChild.textContent))).map(read);
      const total = amounts.pop();
      expect(amounts.reduce((sum, each) => sum + each, 0)).toBe(total);
      expect(total).toBe(charges[0].total - charges[1].total);

      const older = page.getByRole('table', { name: 'По месяцам' }).getByRole('row').filter({ hasText: month(charges[2].period) });
      await hands.choose(older);
      await expect(page).toHaveURL(new RegExp(`month=${charges[2].period}`));
      await expect(page.getByRole('table', { name: `Начисления за ${month(charges[2].period)}` })).toContainText(money(charges[2].total));
      await page.goBack();
      await expect(lines).toBeVisible();
    });

    test('consumption of each service beside last year\'s, as a table too', async ({ page, kabinet }) => {
      await enter(page, people.ivanov, kabinet.url);
      const { items } = await get(page, kabinet.url, people.ivanov, '/accounts');
      const chart = page.getByRole('table', { name: /^Потребление/ });
      for (const [tab, service] of [['Водоотведение', 'wastewater'], ['Холодное водоснабжение', 'cold_water']]) {
        await hands.press(page.getByRole('tab', { name: tab }));
        await expect(page.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
        const { months: used } = await get(page, kabinet.url, people.ivanov, `/accounts/${items[0].id}/consumption?service=${service}`);
        for (const one of used.filter(({ volume }) => volume !== '0' && volume !== '0.000')) {
          const row = chart.getByRole('row').filter({ hasText: month(one.period) });
          await expect(row).toContainText(String(Number(one.volume)).replace('.', ','));
          if (one.year_before) await expect(row).toContainText(String(Number(one.year_before)).replace('.', ','));
        }
      }
    });
  });
}

test('«Счет-квитанция» is a PDF for its owner only, opened in a new tab', async ({ page, browser, kabinet }) => {
  await enter(page, people.ivanov, kabinet.url, '/kraskom/bills');
  await expect(heading(page, 'Счет-квитанция')).toBeVisible();
  const link = page.getByRole('link', { name: /^Открыть PDF/ }).first();
  await expect(link).toHaveAttribute('target', '_blank');
  const href = await link.evaluate((element) => element.href);
  const reply = await page.request.get(href);
  expect(reply.status()).toBe(200);
  expect(reply.headers()['content-type']).toContain('application/pdf');
  const nobody = await browser.newContext();
  expect((await nobody.request.get(href)).status()).toBe(401);
  await nobody.close();
  const other = await browser.newContext();
  await other.request.post(`${kabinet.url}/kraskom/api/v1/session`, {
    headers: { Origin: kabinet.url }, data: { kind: 'organisation', login: 'torgmarka', password },
  });
  expect((await other.request.get(href)).status()).toBe(404);
  await other.close();
});

test('on a phone the sections without room are behind «Ещё»', async ({ page, kabinet }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await enter(page, people.ivanov, kabinet.url);
  await keyboard.press(button(page, 'Ещё разделы'));
  await expect(page.getByRole('dialog', { name: 'Ещё разделы' })).toBeVisible();
  await keyboard.press(page.getByRole('dialog').getByRole('link', { name: 'Счет-квитанция' }));
  await expect(heading(page, 'Счет-квитанция')).toBeVisible();
});
