// Readings (K14-K17, E14) of a household and of an organisation: from typing to the table, change, deletion, history; what is
// refused and what is asked about. With the mouse and with the keyboard only.
import { test, expect } from './fixture.mjs';
import { button, enter, get, heading, people, ready } from './steps.mjs';
import { keyboard, mouse } from './hands.mjs';
import { grouped, plus, usual } from './meters.mjs';


async function meterOf(page, base, person, serial) {
  const { items } = await get(page, base, person, '/meters');
  return items.find((meter) => meter.serial === serial);
}

for (const hands of [mouse, keyboard]) {
  test.describe(`with the ${hands.name}`, () => {
    test('a household submits two zones, sees them in the history at once, changes and deletes them', async ({ page, alone }) => {
      await enter(page, people.maria, alone.url, '/krymenergo/readings');
      const { registers } = await meterOf(page, alone.url, people.maria, '30518842');
      const [day, night] = registers;
      const form = page.getByRole('region', { name: /^Меркурий .*30518842/ });
      const first = form.getByRole('textbox', { name: 'Т1 · день' });
      const second = form.getByRole('textbox', { name: 'Т2 · ночь' });
      await expect(form).toContainText('Двухзонный');
      await expect(form).toContainText(`было ${grouped(day.previous)}`);

      // K15: one box per digit; leading zeros come by themselves.
      await hands.type(first, String(Number(plus(day, usual(day)))));
      await hands.type(second, plus(night, usual(night)));
      await expect(first).toHaveValue(plus(day, usual(day)));
      await expect(form).toContainText(`+${usual(day)} кВт·ч`);
      await expect(form).toContainText(`+${usual(night)} кВт·ч`);
      const preview = page.getByRole('region', { name: 'Предварительный расчёт' });
      await expect(preview).toContainText('День');
      await expect(preview).toContainText('Ночь');
      const said = (await preview.getByRole('status').getAttribute('aria-label')) ?? await preview.getByRole('status').textContent();
      expect(said).toMatch(/[\d\s]+,\d\d\s₽/);

      await hands.press(button(form, 'Передать показания'));
      await expect(page.getByRole('status').filter({ hasText: 'Показания переданы' })).toBeVisible();
      const history = page.getByRole('table', { name: /История показаний/ });
      const line = history.getByRole('row').nth(1);
      await expect(line).toContainText(grouped(plus(day, usual(day))));
      await expect(line).toContainText('Передано');

      await hands.press(button(form, 'Изменить'));
      await hands.type(first, plus(day, usual(day) + 3));
      await hands.press(button(form, 'Сохранить'));
      await expect(page.getByRole('status').filter({ hasText: 'Показания изменены' })).toBeVisible();
      await expect(line).toContainText(grouped(plus(day, usual(day) + 3)));
      await expect(history.getByRole('row').nth(2)).toContainText('Изменено');

      // It is there after a reload, too.
      await page.reload();
      await ready(page);
      await expect(line).toContainText(grouped(plus(day, usual(day) + 3)));

      const remove = button(form, 'Удалить');
      await hands.press(remove);
      const question = page.getByRole('dialog', { name: 'Удалить показание?' });
      await expect(button(question, 'Отмена')).toBeFocused();
      await hands.dismiss(question);
      await expect(question).toHaveCount(0);
      await expect(remove).toBeFocused();
      await hands.press(remove);
      await hands.press(button(question, 'Удалить'));
      await expect(page.getByRole('status').filter({ hasText: 'Показание удалено' })).toBeVisible();
      await expect(line).toContainText('Удалено');
      await expect(first).toHaveValue('');
    });

    test('what cannot be is refused, what is odd is asked about, and a correction is proposed', async ({ page, alone }) => {
      await enter(page, people.maria, alone.url, '/krymenergo/readings');
      const [day, night] = (await meterOf(page, alone.url, people.maria, '30518842')).registers;
      const form = page.getByRole('region', { name: /^Меркурий .*30518842/ });
      const first = form.getByRole('textbox', { name: 'Т1 · день' });
      const second = form.getByRole('textbox', { name: 'Т2 · ночь' });

      // Less than before by far: no.
      await hands.type(first, plus(day, -700));
      await hands.type(second, plus(night, usual(night)));
      await expect(form.getByRole('alert')).toContainText('Меньше прошлого показания');
      await expect(first).toHaveAttribute('aria-invalid', 'true');
      await hands.press(button(form, 'Передать показания'));
      await expect(first).toBeFocused();
      await expect(first).toHaveValue(plus(day, -700));
      expect((await get(page, alone.url, people.maria, '/meters')).items.find(({ serial }) => serial === '30518842').latest?.status).not.toBe('submitted');

      // Three times the usual: only after a question.
      await hands.type(first, plus(day, usual(day) * 5));
      await hands.press(button(form, 'Передать показания'));
      await expect(form.getByRole('alert').filter({ hasText: 'Проверьте:' })).toBeVisible();
      await hands.press(button(form, 'Исправить', { exact: true }));
      await expect(first).toBeFocused();
      await expect(first).toHaveValue(plus(day, usual(day) * 5));
      await hands.press(button(form, 'Передать показания'));
      await hands.press(button(form, 'Да, всё верно'));
      await expect(page.getByRole('status').filter({ hasText: 'Показания переданы' })).toBeVisible();
      await expect(form).toContainText('На проверке');
    });

    test('an organisation chooses a meter in the table and adds a reading in a window', async ({ page, alone }) => {
      await enter(page, people.torgmarka, alone.url, '/kraskom/readings');
      await expect(heading(page, 'Ввод показаний счетчиков')).toBeVisible();
      const { items } = await get(page, alone.url, people.torgmarka, '/meters');
      const meter = items.find((one) => !one.closed_on && one.registers.length === 1 && (!one.latest || one.latest.period !== one.window.period));
      const [register] = meter.registers;
      const value = plus(register, usual(register));

      const table = page.getByRole('table', { name: 'Приборы учёта' });
      const row = table.getByRole('row').filter({ hasText: meter.serial });
      await expect(row).toContainText('Не передано');
      await expect(button(page, 'Добавить показания')).toBeDisabled();
      await hands.type(page.getByRole('textbox', { name: /Поиск/ }), meter.serial);
      await expect(table.getByRole('row')).toHaveCount(2);
      await hands.choose(row);
      const add = button(page, 'Добавить показания');
      await hands.press(add);
      const dialog = page.getByRole('dialog', { name: 'Добавить показания' });
      const digits = dialog.getByRole('textbox');
      await expect(digits).toBeFocused();
      await hands.dismiss(dialog);
      await expect(dialog).toHaveCount(0);
      await expect(add).toBeFocused();

      await hands.press(add);
      await hands.type(digits, String(Number(value)));
      await expect(dialog.getByRole('region', { name: 'Предварительный расчёт' })).toContainText('₽');
      await hands.press(button(dialog, 'Добавить', { exact: true }));
      await expect(dialog).toHaveCount(0);
      await expect(row).toContainText(grouped(value));
      await expect(row).toContainText('Передано');
      await expect(page.getByRole('table', { name: /История показаний/ }).getByRole('row').nth(1)).toContainText(grouped(value));

      await hands.press(button(page, 'Изменить'));
      const change = page.getByRole('dialog', { name: 'Изменить показания' });
      await hands.type(change.getByRole('textbox'), plus(register, usual(register) + 1));
      await hands.press(button(change, 'Сохранить'));
      await expect(row).toContainText(grouped(plus(register, usual(register) + 1)));
    });
  });
}
