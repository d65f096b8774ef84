// «Мои счета» as a list that one makes (E6–E10), and several accounts in one payment, with the mouse and with the keyboard only.
import { test, expect } from './fixture.mjs';
import { button, enter, heading, people } from './steps.mjs';
import { backInTheCabinet, cards, payWith } from './bank.mjs';
import { keyboard, mouse } from './hands.mjs';

const maria = people.maria;
const field = (scope, name) => scope.getByRole('textbox', { name });
const status = (page, words) => page.getByRole('status').filter({ hasText: words });
const card = (page, number) => page.getByRole('region', { name: `Лицевой счёт ${number.replace(/\B(?=(\d{3})+$)/g, ' ')}` });

// A native list is chosen from with the keyboard by both hands: its window is the browser's own.
async function choose(page, region) {
  const list = page.getByRole('combobox', { name: 'Регион' });
  await list.selectOption({ label: region });
  await expect(list.locator('option:checked')).toHaveText(region);
}

async function fillIn(page, hands, region, number, sum) {
  await hands.press(button(page, 'Добавить лицевой счет'));
  const dialog = page.getByRole('dialog', { name: 'Добавление лицевого счета' });
  await expect(dialog).toBeVisible();
  await choose(page, region);
  await hands.type(field(dialog, 'Номер лицевого счета'), number);
  await hands.type(field(dialog, 'Сумма последнего платежа'), sum);
  return dialog;
}

for (const hands of [mouse, keyboard]) {
  test.describe(`with the ${hands.name}`, () => {
    test('E6, E7, E10: an account is added by its last payment, removed and brought back', async ({ page, alone }) => {
      await enter(page, maria, alone.url);
      const dialog = await fillIn(page, hands, 'Симферопольский РЭС', '420330871', '691,60');
      await hands.press(button(dialog, 'Добавить'));
      await expect(status(page, 'Счет успешно привязан к Вашей учетной записи')).toBeVisible();
      await expect(card(page, '420330871')).toBeVisible();

      await hands.press(button(page, 'Убрать, лицевой счет 420330871'));
      await hands.press(button(page.getByRole('dialog', { name: 'Убрать лицевой счет?' }), 'Убрать'));
      await expect(status(page, 'Счет удален из списка Ваших счетов')).toBeVisible();
      await expect(card(page, '420330871')).toHaveCount(0);
      await hands.press(button(page, 'Вернуть'));
      await expect(card(page, '420330871')).toBeVisible();
    });

    test('E6: where the sum is not known, letters of the surname do', async ({ page, alone }) => {
      await enter(page, maria, alone.url);
      const dialog = await fillIn(page, hands, 'Ялтинский РЭС', '420331982', '1');
      await hands.press(dialog.getByRole('checkbox', { name: 'Сумма последнего платежа не известна' }));
      await hands.type(field(dialog, 'Первые три буквы фамилии владельца'), 'ёлк');
      await hands.press(button(dialog, 'Добавить'));
      await expect(status(page, 'Счет успешно привязан к Вашей учетной записи')).toBeVisible();
      await expect(card(page, '420331982')).toBeVisible();
    });

    test('E8, E9: what does not fit makes a request, which is corrected and then linked', async ({ page, alone }) => {
      await enter(page, maria, alone.url);
      const dialog = await fillIn(page, hands, 'Симферопольский РЭС', '420330871', '1,00');
      await hands.press(button(dialog, 'Добавить'));
      await expect(status(page, 'Создана заявка на добавление счета к учетной записи')).toBeVisible();

      const request = page.getByRole('region', { name: 'Заявка на добавление счета 420 330 871' });
      await hands.press(button(request, 'Редактировать'));
      const edit = page.getByRole('dialog', { name: 'Редактирование заявки' });
      await expect(field(edit, 'Номер лицевого счета')).toHaveValue('420330871');
      await expect(field(edit, 'Сумма последнего платежа')).toHaveValue('1,00');
      await hands.type(field(edit, 'Сумма последнего платежа'), '691,60');
      await hands.press(button(edit, 'Отправить'));
      await expect(status(page, 'Лицевой счет успешно привязан к учетной записи')).toBeVisible();
      await expect(card(page, '420330871')).toBeVisible();
      await expect(button(request, 'Редактировать')).toHaveCount(0);
    });

    test('a request can be withdrawn', async ({ page, alone }) => {
      await enter(page, maria, alone.url);
      const dialog = await fillIn(page, hands, 'Симферопольский РЭС', '999999999', '5');
      await hands.press(button(dialog, 'Добавить'));
      await hands.press(button(page, 'Отозвать, лицевой счет 999999999'));
      await hands.press(button(page.getByRole('dialog', { name: 'Отозвать заявку?' }), 'Отозвать'));
      await expect(status(page, 'Заявка отозвана')).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Заявки' })).toHaveCount(0);
    });

    test('what is owed on several accounts is paid at once', async ({ page, alone }) => {
      await enter(page, maria, alone.url);
      const dialog = await fillIn(page, hands, 'Симферопольский РЭС', '420330871', '691,60');
      await hands.press(button(dialog, 'Добавить'));
      await expect(card(page, '420330871')).toBeVisible();
      await hands.press(button(page, 'Оплатить несколько'));
      const several = page.getByRole('dialog', { name: 'Оплата нескольких счетов' });
      await hands.type(field(several, 'Сумма, счет 420330871'), '1000,00');
      await expect(several).toContainText('на 175,64 ₽ больше начисленного: останется авансом');
      await hands.press(button(several, /^Оплатить [\d\s]+,/));
      await payWith(page, cards.good, { hands });
      await backInTheCabinet(page);
      await expect(page.getByRole('heading', { name: 'Оплата прошла успешно' })).toBeVisible();
      await hands.press(page.getByRole('main').getByRole('link', { name: 'Платежи' }));
      await expect(heading(page, 'Платежи')).toBeVisible();
      const newest = page.getByRole('table', { name: 'Платежи' }).getByRole('row').filter({ hasText: 'Получен, ожидает зачисления' });
      await expect(newest.filter({ hasText: '420 330 871' })).toContainText('1 000,00');
      await expect(newest.filter({ hasText: '420 118 734' })).toHaveCount(1);
    });
  });
}

test('guessing is slowed down, and how long is said', async ({ page, alone }) => {
  await enter(page, maria, alone.url);
  const dialog = await fillIn(page, mouse, 'Симферопольский РЭС', '420330871', '1');
  await mouse.press(button(dialog, 'Добавить'));
  await expect(status(page, 'Создана заявка')).toBeVisible();
  await mouse.press(button(page, 'Редактировать'));
  const edit = page.getByRole('dialog', { name: 'Редактирование заявки' });
  const stopped = edit.getByRole('alert').filter({ hasText: /Слишком много попыток. Повторите через \d+ мин/ });
  for (let sum = 2; sum < 40 && await stopped.count() === 0; ++sum) {
    await field(edit, 'Сумма последнего платежа').fill(String(sum));
    await expect(edit.getByRole('status').filter({ hasText: 'не совпали' })).toHaveCount(0);
    await mouse.press(button(edit, 'Отправить'));
    await expect(stopped.or(edit.getByRole('status').filter({ hasText: 'Данные снова не совпали' }))).toBeVisible();
  }
  await expect(stopped).toBeVisible();
});
