// Meters and the digits that go into them: what a test types, and how it finds a meter that waits for its reading. Must not know the screens
// beyond the table of an organisation.
import { expect } from './fixture.mjs';
import { button, get } from './steps.mjs';

export const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ' ');
export const usual = (register) => Math.round(Number(register.usual));
export const plus = (register, by) => String(Number(register.previous) + by).padStart(register.digits, '0');

// One whole-numbered register, no reading for this period yet.
export async function dueMeter(page, base, person) {
  const { items } = await get(page, base, person, '/meters?limit=500');
  return items.find((one) => !one.closed_on && one.registers.length === 1 && one.registers[0].decimals === 0 && one.registers[0].usual &&
    (!one.latest || one.latest.period !== one.window.period));
}

// An organisation finds the meter in its table and submits; answers its row.
export async function submitFromTable(page, hands, meter, value) {
  const table = page.getByRole('table', { name: 'Приборы учёта' });
  const row = table.getByRole('row').filter({ hasText: meter.serial });
  await hands.type(page.getByRole('textbox', { name: /Поиск/ }), meter.serial);
  await expect(table.getByRole('row')).toHaveCount(2);
  await hands.choose(row);
  await hands.press(button(page, 'Добавить показания'));
  await hands.type(page.getByRole('dialog').getByRole('textbox'), value);
  await hands.press(button(page.getByRole('dialog'), 'Добавить', { exact: true }));
  return row;
}
