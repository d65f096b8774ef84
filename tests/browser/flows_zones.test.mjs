// E14 meter by meter: three zones, a single one, progressive ranges, what is said of odd digits and what is proposed instead. With the mouse
// and with the keyboard only.
import { test, expect } from './fixture.mjs';
import { button, enter, get, people } from './steps.mjs';
import { keyboard, mouse } from './hands.mjs';
import { grouped, plus } from './meters.mjs';

const oleg = { ...people.maria, login: 'oleg@example.ru' };
const formOf = (page, serial) => page.getByRole('region', { name: new RegExp(`^(?!Предварительный).*${serial}`) });
const previewOf = (page) => page.getByRole('region', { name: /^Предварительный расчёт/ });

async function show(page, hands, meter) {
  await hands.press(page.getByRole('tab', { name: grouped(meter.account_number) }));
  await expect(formOf(page, meter.serial)).toBeVisible();
}

for (const hands of [mouse, keyboard]) {
  test.describe(`with the ${hands.name}`, () => {
    test('three zones are priced each by its own tariff and ranges, and sent together', async ({ page, alone }) => {
      await enter(page, oleg, alone.url, '/krymenergo/readings');
      const meter = (await get(page, alone.url, oleg, '/meters')).items.find(({ registers }) => registers.length === 3);
      await show(page, hands, meter);
      const form = formOf(page, meter.serial);
      await expect(form).toContainText('Трёхзонный');
      for (const [i, name] of ['Т1 · пик', 'Т2 · ночь', 'Т3 · полупик'].entries())
        await hands.type(form.getByRole('textbox', { name }), plus(meter.registers[i], [60, 50, 90][i]));
      const preview = previewOf(page);
      // 200 kWh: 150 of the first range and 50 of the second are shared out over the zones.
      for (const line of ['Пик 45 ×', 'Пик 15 ×', 'Ночь 38 ×', 'Ночь 12 ×', 'Полупик 67 ×', 'Полупик 23 ×']) await expect(preview).toContainText(line);
      await hands.press(button(form, 'Передать показания'));
      await expect(page.getByRole('status').filter({ hasText: 'Показания переданы' })).toBeVisible();
      const latest = (await get(page, alone.url, oleg, `/meters/${meter.id}/readings`)).items[0];
      expect(latest.values.map(({ value }) => value)).toEqual(meter.registers.map((register, i) => plus(register, [60, 50, 90][i])));
    });

    test('through zero, above the ranges, and nothing used: each is said while one types', async ({ page, alone }) => {
      await enter(page, oleg, alone.url, '/krymenergo/readings');
      const { items } = await get(page, alone.url, oleg, '/meters');
      const over = items.find(({ registers }) => registers[0].previous === '99990');
      await show(page, hands, over);
      await hands.type(formOf(page, over.serial).getByRole('textbox'), '00005');
      await expect(formOf(page, over.serial)).toContainText(/Счётчик прошёл через ноль: 99\s990 → 00\s005, расход 15\sкВт·ч/);
      await expect(previewOf(page)).toContainText(/15\sкВт·ч ×/);

      const much = items.find(({ account_number: number }) => number === '420403377');
      await show(page, hands, much);
      await hands.type(formOf(page, much.serial).getByRole('textbox'), plus(much.registers[0], 1000));
      for (const line of [/150\sкВт·ч ×/, /650\sкВт·ч ×/, /200\sкВт·ч ×/]) await expect(previewOf(page)).toContainText(line);

      const idle = items.find(({ account_number: number }) => number === '420402266');
      await show(page, hands, idle);
      const form = formOf(page, idle.serial);
      await hands.type(form.getByRole('textbox'), idle.registers[0].previous);
      await expect(form.getByRole('status').filter({ hasText: 'Без изменений' }).first()).toBeVisible();
      await hands.press(button(form, 'Передать показания'));
      await hands.press(button(form, 'Да, всё верно'));
      await expect(page.getByRole('status').filter({ hasText: 'Показания переданы' })).toBeVisible();
    });

    test('a slipped decimal, swapped zones and a missing digit: the right value is proposed with its cost', async ({ page, alone }) => {
      await enter(page, people.maria, alone.url, '/krymenergo/readings');
      const meter = (await get(page, alone.url, people.maria, '/meters')).items.find(({ registers }) => registers.length === 2);
      const [day, night] = meter.registers;
      const form = formOf(page, meter.serial);
      const first = form.getByRole('textbox', { name: 'Т1 · день' });
      const second = form.getByRole('textbox', { name: 'Т2 · ночь' });
      const right = [plus(day, 149), plus(night, 55)];

      await hands.type(first, `${right[0].slice(1)}0`);
      await hands.type(second, right[1]);
      await expect(form.getByRole('alert')).toContainText(/Похоже, введены и цифры после запятой.*предварительно [\d\s]+,\d\d\s₽/s);
      await hands.press(button(form, `Исправить на ${right[0]}`));
      await expect(first).toHaveValue(right[0]);
      await expect(form.getByRole('alert')).toHaveCount(0);

      await hands.type(first, right[1]);
      await hands.type(second, right[0]);
      await expect(form.getByRole('alert')).toContainText(/зон перепутаны местами.*предварительно [\d\s]+,\d\d\s₽/s);
      await hands.press(button(form, 'Поменять показания зон местами'));
      await expect(first).toHaveValue(right[0]);
      await expect(second).toHaveValue(right[1]);

      await hands.type(first, right[0].slice(1, 4));
      await hands.type(second, right[1]);  // short digits are judged when they are left
      await expect(form.getByRole('alert')).toContainText('Похоже, пропущена цифра');
      await expect(button(form, /^Исправить на/)).toBeVisible();
    });
  });
}
