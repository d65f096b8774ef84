// «Ввод показаний счетчиков» of an organisation (K14–K17): from the table to the inspector and back, transformers and time left, and the
// sheet for two thousand meters, typed and pasted.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { admin, expect, password, test } from './fixture.mjs';
import { button, enter, get, heading, people, press, ready, settled } from './steps.mjs';
import { keyboard, mouse } from './hands.mjs';
import { dueMeter, grouped, plus, submitFromTable, usual } from './meters.mjs';

const status = (page, text) => page.getByRole('status').filter({ hasText: text });

// What the inspector of КрасКом has been given: windows-1251, as its profile says.
async function registries(data) {
  const folder = join(data, 'inspector/kraskom');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.csv')).sort();
  return Promise.all(names.map(async (name) => new TextDecoder('windows-1251').decode(await readFile(join(folder, name)))));
}

async function importMany(alone, count) {
  const set = join(alone.folder, 'many');
  await mkdir(set, { recursive: true });
  const files = {
    contracts: ['number;title;owner;address;services;balance_due;balance_as_of'], objects: ['account;code;name;address'],
    meters: ['account;object;serial;model;service;verified_until'], registers: ['account;meter;number;zone;digits'],
    readings: ['id;account;meter;period;taken_on;source;status;t1'], subscribers: ['kind;login;display_name;password;accounts'],
  };
  files.contracts.push('77/1;Вода и стоки;ООО «Много счётчиков»;г. Красноярск, ул. Образцовая, 1;cold_water;0;{today}');
  files.subscribers.push(`organisation;mnogo;ООО «Много счётчиков»;${password};77/1`);
  for (let i = 0; i < count; ++i) {
    const serial = 70_000_000 + i;
    if (i % 20 === 0) files.objects.push(`77/1;${i / 20};Дом ${i / 20};ул. Образцовая, ${i / 20 + 1}`);
    files.meters.push(`77/1;${Math.floor(i / 20)};${serial};СВ-15;cold_water;{window+40:01}`);
    files.registers.push(`77/1;${serial};1;single;5`);
    for (let k = 4; k >= 1; --k)
      files.readings.push(`m${i}-${k};77/1;${serial};{window-${k}};{window-${k}:20};cabinet;accepted;${10_000 + i + (4 - k) * 30}`);
  }
  for (const [name, lines] of Object.entries(files)) await writeFile(join(set, `${name}.csv`), `${lines.join('\n')}\n`);
  await admin('import', set, '--utility', 'kraskom', '--data', alone.data);
}

for (const hands of [mouse, keyboard]) {
  test(`with the ${hands.name}: a reading goes to the inspector by itself, his answer comes back`, async ({ page, alone }) => {
    await enter(page, people.torgmarka, alone.url, '/kraskom/readings');
    const meter = await dueMeter(page, alone.url, people.torgmarka);
    const [register] = meter.registers;
    const value = plus(register, usual(register));
    const row = await submitFromTable(page, hands, meter, value);
    await expect(row).toContainText(grouped(value));
    await expect(row).toContainText(/Передано|У инспектора/);
    await expect(row).toContainText(/Можно исправить ещё 2[34] ч \d+ мин/);  // K17

    // K16: the practice settings wait some seconds, then it is with the inspector, once.
    await expect(async () => {
      await page.reload();
      await ready(page);
      await expect(row).toContainText('У инспектора', { timeout: 1_000 });
    }).toPass({ timeout: 40_000 });
    const lines = (await registries(alone.data)).join('').split('\r\n').filter((line) => line.includes(`;${meter.serial};`));
    expect(lines).toHaveLength(1);
    const { items: [reading] } = await get(page, alone.url, people.torgmarka, `/meters/${meter.id}/readings`);
    expect(lines[0]).toBe([meter.account_number, meter.serial, meter.service, reading.date.split('-').reverse().join('.'), value, '', '', 'cabinet',
      reading.id, 'submitted'].join(';'));

    await admin('readings', 'reject', reading.id, '--reason', 'Показание ниже контрольного', '--utility', 'kraskom', '--data', alone.data);
    await page.reload();
    await ready(page);
    const history = page.getByRole('table', { name: /История показаний/ }).getByRole('row').nth(1);
    await expect(history).toContainText('Отклонено');
    await expect(history).toContainText('Показание ниже контрольного');
  });

  test(`with the ${hands.name}: the sheet, down the column`, async ({ page, alone }) => {
    await enter(page, people.torgmarka, alone.url, '/kraskom/readings');
    await hands.press(button(page, 'Ввести списком'));
    await expect(page.getByRole('heading', { name: 'Ввод показаний списком' })).toBeVisible();
    const { items } = await get(page, alone.url, people.torgmarka, '/meters?limit=500');
    const ready_to_take = items.filter((one) => !one.closed_on && one.registers[0].usual && (!one.latest || one.latest.period !== one.window.period));
    const inputs = page.getByRole('table').getByRole('textbox');
    const first = inputs.first();
    const serial = (await first.getAttribute('aria-label')).match(/№ (\S+)$/)[1];
    const meter = ready_to_take.find((one) => one.serial === serial);
    await hands.type(first, plus(meter.registers[0], usual(meter.registers[0])));
    await expect(status(page, 'Верно 1,')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(inputs.nth(1)).toBeFocused();
    await page.keyboard.type('1');
    await expect(status(page, 'ошибок 1')).toBeVisible();
    await page.keyboard.press('ArrowUp');
    await expect(first).toBeFocused();
    await hands.press(button(page, 'Отправить верные'));
    await expect(status(page, 'Передано показаний: 1.')).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: serial })).toContainText('Передано');
    await expect(status(page, 'ошибок 1')).toBeVisible();  // what was wrong is still there
    await page.goBack();
    await expect(page.getByRole('table', { name: 'Приборы учёта' })).toBeVisible();
    await page.goForward();
    await expect(status(page, 'ошибок 1')).toBeVisible();
  });
}

test('two thousand meters: filtered, sorted, grouped, scrolled; two thousand rows pasted and sent', async ({ page, alone }) => {
  test.setTimeout(180_000);
  await importMany(alone, 2000);
  await enter(page, { ...people.torgmarka, login: 'mnogo' }, alone.url, '/kraskom/readings');
  await expect(heading(page, 'Ввод показаний счетчиков')).toBeVisible();
  const table = page.getByRole('table', { name: 'Приборы учёта' });
  await expect(table).toHaveAttribute('aria-rowcount', '2001');
  expect(await table.getByRole('row').count()).toBeLessThan(60);

  const search = page.getByRole('textbox', { name: /Поиск/ });
  await search.fill('70001999');
  await expect(status(page, 'Найдено: 1')).toBeVisible();
  await expect(table.getByRole('row')).toHaveCount(2);
  await search.fill('');
  await press(button(table, 'Предыдущее'));
  await press(button(table, 'Предыдущее'));
  await expect(table.getByRole('columnheader', { name: 'Предыдущее' })).toHaveAttribute('aria-sort', 'descending');
  await expect(table.getByRole('row').nth(1)).toContainText('70001999');
  await press(page.getByRole('checkbox', { name: 'Группировать по объекту' }));
  await expect(table.getByRole('row').nth(1)).toContainText('Дом 99, ул. Образцовая, 100, приборов: 20');
  await press(page.getByRole('checkbox', { name: 'Группировать по объекту' }));

  // Down with the wheel, far: rows come as they are needed.
  await page.mouse.move(900, 600);
  for (let i = 0; i < 30; ++i) await page.mouse.wheel(0, 2_000);
  await settled(page);
  expect(await table.getByRole('row').count()).toBeLessThan(60);
  await expect(table.getByRole('row').nth(5)).not.toContainText('70001999');

  await page.goto(`${alone.url}/kraskom/readings/list`);
  await ready(page);
  const lines = Array.from({ length: 2000 }, (_, i) => `${70_000_000 + i}\t${10_000 + i + 90 + (i === 5 ? -500 : 30)}`);
  await page.getByRole('textbox', { name: 'Вставить из Excel' }).fill(lines.join('\n'));
  await expect(status(page, /Верно 1\s999, проверить 0, ошибок 1/)).toBeVisible();
  await press(button(page, 'Отправить верные'));
  await expect(status(page, /Передано показаний: 1\s999/)).toBeVisible({ timeout: 60_000 });
  await expect(status(page, 'Верно 0, проверить 0, ошибок 1, не заполнено 0')).toBeVisible();
  await page.getByRole('textbox', { name: 'Поиск' }).fill('70000005');
  await expect(page.getByRole('textbox', { name: /70000005/ })).toHaveValue('9595');
  await expect(async () => {
    const all = (await registries(alone.data)).join('').split('\r\n').filter((line) => line.endsWith(';submitted'));
    expect(all).toHaveLength(1999);
    expect(new Set(all).size).toBe(1999);
  }).toPass({ timeout: 30_000 });
});
