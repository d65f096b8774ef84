// КрасКом to the end of each way that the other files only begin: an individual pays and submits from the sections (K20), an organisation
// pays the invoice it chose (K13) and takes a reading back within the day (K17). With the mouse and with the keyboard only.
import { test, expect } from './fixture.mjs';
import { button, enter, get, heading, open, people } from './steps.mjs';
import { backInTheCabinet, cards, payWith } from './bank.mjs';
import { keyboard, mouse } from './hands.mjs';
import { dueMeter, grouped, plus, submitFromTable, usual } from './meters.mjs';

const status = (page, text) => page.getByRole('status').filter({ hasText: text });

async function takeBack(page, hands, scope) {
  const remove = button(scope, 'Удалить');
  await hands.press(remove);
  const question = page.getByRole('dialog', { name: 'Удалить показание?' });
  await hands.press(button(question, 'Удалить'));
  await expect(status(page, 'Показание удалено')).toBeVisible();
}

for (const hands of [mouse, keyboard]) {
  test.describe(`with the ${hands.name}`, () => {
    test('K20: «Оплатить банковской картой» and «Платежи» of an individual', async ({ page, alone }) => {
      await enter(page, people.ivanov, alone.url);
      const menu = page.getByRole('navigation', { name: 'Разделы' });
      await hands.press(menu.getByRole('link', { name: 'Оплатить банковской картой' }));
      await expect(page.getByRole('main')).toContainText('Задолженность');
      await expect(page.getByRole('textbox', { name: 'Сумма платежа' })).toHaveValue('696,74');
      await hands.type(page.getByRole('textbox', { name: 'Сумма платежа' }), '96,74');
      await hands.press(button(page, /^Оплатить 96,74/));
      await payWith(page, cards.good, { hands });
      await backInTheCabinet(page);
      await expect(heading(page, 'Оплата прошла успешно')).toBeVisible();
      await hands.press(menu.getByRole('link', { name: 'Платежи' }));
      await expect(page.getByRole('table', { name: 'Платежи' }).getByRole('row').nth(1)).toContainText(/96,74.*Получен, ожидает зачисления/);
    });

    test('K20, K15–K17: «Отправить показания» of an individual, taken back within the day', async ({ page, alone }) => {
      await enter(page, people.ivanov, alone.url);
      await hands.press(page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Отправить показания' }));
      const meter = await dueMeter(page, alone.url, people.ivanov);
      const [register] = meter.registers;
      const value = plus(register, usual(register));
      const form = page.getByRole('region', { name: new RegExp(meter.serial) }).first();
      const boxes = form.getByRole('textbox');
      await hands.type(boxes, String(Number(value)));
      await expect(page.getByRole('region', { name: 'Предварительный расчёт' }).filter({ hasText: '₽' })).toBeVisible();
      await hands.press(button(form, /^Передать показания/));
      await expect(status(page, 'Показания переданы')).toBeVisible();
      const line = page.getByRole('table', { name: /История показаний/ }).getByRole('row').nth(1);
      await expect(line).toContainText(grouped(value));  // with its leading zeros
      await takeBack(page, hands, form);
      await expect(line).toContainText('Удалено');
      await expect(boxes).toHaveValue('');
    });

    test('K13: the invoice that was chosen is paid, with its comment', async ({ page, alone }) => {
      await enter(page, people.torgmarka, alone.url);
      const { items } = await get(page, alone.url, people.torgmarka, '/accounts');
      const { id } = items.find((one) => one.number === '12/04871');
      const [invoice] = (await get(page, alone.url, people.torgmarka, `/accounts/${id}/invoices`)).items;
      await open(page, `${alone.url}/kraskom/contracts/${id}`);
      await hands.press(page.getByRole('tab', { name: 'Оплата' }));
      await hands.choose(page.getByRole('table', { name: 'Счёт к оплате' }).getByRole('row').filter({ hasText: invoice.number }));
      await expect(page.getByRole('textbox', { name: /^Комментарий/ })).toHaveValue(new RegExp(invoice.number));
      await hands.press(button(page, /^Оплатить \d/));
      await payWith(page, cards.good, { hands });
      await backInTheCabinet(page);
      await expect(heading(page, 'Оплата прошла успешно')).toBeVisible();
      await expect(page.getByRole('main')).toContainText(invoice.number);
    });

    test('K17: an organisation takes a reading back within the day', async ({ page, alone }) => {
      await enter(page, people.torgmarka, alone.url, '/kraskom/readings');
      const meter = await dueMeter(page, alone.url, people.torgmarka);
      const [register] = meter.registers;
      const row = await submitFromTable(page, hands, meter, plus(register, usual(register)));
      await expect(row).toContainText('Передано');
      await takeBack(page, hands, page);
      await expect(row).toContainText('Не передано');
      await expect(page.getByRole('table', { name: /История показаний/ }).getByRole('row').nth(1)).toContainText('Удалено');
    });
  });
}
