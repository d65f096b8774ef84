// Paying (E11-E13, K20): the window with the debt, the bank's page, success, refusal with its reason, 3-D Secure, «Платежи».
// With the mouse and with the keyboard only.
import { test, expect } from './fixture.mjs';
import { button, enter, get, heading, people } from './steps.mjs';
import { backInTheCabinet, cards, confirm, onBankPage, payWith } from './bank.mjs';
import { keyboard, mouse } from './hands.mjs';

const status = (page, text) => page.getByRole('table', { name: 'Платежи' }).getByRole('row').nth(1).filter({ hasText: text });

for (const hands of [mouse, keyboard]) {
  test.describe(`with the ${hands.name}`, () => {
    test('from «Мои счета»: the debt with penalty, the bank, «Оплата прошла успешно», and the money on its way', async ({ page, alone }) => {
      await enter(page, people.maria, alone.url);
      const [account] = (await get(page, alone.url, people.maria, '/accounts')).items;
      const opener = button(page, `Оплатить, лицевой счет ${account.number}`);
      await hands.press(opener);
      const dialog = page.getByRole('dialog', { name: `Оплата по лицевому счету № ${account.number}` });
      await expect(dialog).toBeVisible();
      const sum = dialog.getByRole('textbox', { name: 'Сумма платежа' });
      await expect(sum).toBeFocused();
      await expect(sum).toHaveValue(/^1\s284,36$/);
      await expect(dialog).toContainText('Задолженность');
      await expect(dialog).toContainText('1 272,28 ₽');
      await expect(dialog).toContainText('Пени');
      await expect(dialog).toContainText('12,08 ₽');
      await hands.dismiss(dialog);
      await expect(dialog).toHaveCount(0);
      await expect(opener).toBeFocused();

      await hands.press(opener);
      await hands.type(sum, '500,00');
      await hands.press(button(dialog, 'Оплатить 500,00 ₽'));
      await onBankPage(page);
      await expect(page.getByText('500,00 ₽').first()).toBeVisible();
      await payWith(page, cards.good, { hands });
      await backInTheCabinet(page);
      await expect(heading(page, 'Оплата прошла успешно')).toBeVisible();
      await expect(page.getByRole('main')).toContainText('500,00 ₽');
      await hands.press(page.getByRole('main').getByRole('link', { name: 'Платежи' }));
      await expect(status(page, 'Получен, ожидает зачисления')).toContainText('500,00');
      await hands.press(page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Мои счета' }));
      await expect(page.getByRole('region', { name: /420\s118\s734/ })).toContainText('784,36 ₽');
    });

    test('a refused card says why, and one tries again with another', async ({ page, alone }) => {
      await enter(page, people.ivanov, alone.url, '/kraskom/payments');
      await hands.press(button(page, 'Оплатить, лицевой счет 0012345678'));
      const dialog = page.getByRole('dialog', { name: 'Оплата по лицевому счету № 0012345678' });
      await hands.press(button(dialog, /^Оплатить 696,74/));
      await payWith(page, cards.poor, { hands });
      await backInTheCabinet(page);
      await expect(heading(page, 'Оплата не прошла')).toBeVisible();
      await expect(page.getByRole('main')).toContainText('недостаточно средств');
      await hands.press(button(page, 'Попробовать ещё раз'));
      const again = page.getByRole('dialog', { name: 'Оплата по лицевому счету № 0012345678' });
      if (await again.count() > 0 || !page.url().includes('mdOrder')) await hands.press(button(again, /^Оплатить 696,74/));
      await payWith(page, cards.good, { hands });
      await backInTheCabinet(page);
      await expect(heading(page, 'Оплата прошла успешно')).toBeVisible();
      const { items } = await get(page, alone.url, people.ivanov, '/payments');
      expect(items.slice(0, 2).map(({ state }) => state)).toEqual(['withdrawn', 'failed']);
    });

    test('3-D Secure: a wrong code is said, the right one pays, from the contract of an organisation', async ({ page, alone }) => {
      await enter(page, people.torgmarka, alone.url, '/kraskom/payments');
      await hands.press(page.getByRole('tab', { name: '12/04871' }));
      await hands.press(button(page, 'Оплатить, договор № 12/04871'));
      const dialog = page.getByRole('dialog', { name: 'Оплата по договору № 12/04871' });
      await hands.type(dialog.getByRole('textbox', { name: 'Сумма платежа' }), '1234,5');
      await hands.type(dialog.getByRole('textbox', { name: 'Комментарий' }), 'Вода, счёт-фактура В-110, октябрь');
      await hands.press(button(dialog, 'Оплатить 1 234,50 ₽'));
      await payWith(page, cards.secured, { hands });
      await confirm(page, '00000000', { hands });
      await expect(page.getByRole('alert')).toBeVisible();
      await confirm(page, undefined, { hands });
      await backInTheCabinet(page);
      await expect(heading(page, 'Оплата прошла успешно')).toBeVisible();
      await expect(page.getByRole('main')).toContainText('Вода, счёт-фактура В-110, октябрь');
    });

    test('a sum that cannot be paid is said next to the field', async ({ page, kabinet }) => {
      await enter(page, people.maria, kabinet.url, '/krymenergo/payments');
      await hands.press(page.getByRole('main').getByRole('button', { name: /^Оплатить/ }));
      const dialog = page.getByRole('dialog');
      const sum = dialog.getByRole('textbox', { name: 'Сумма платежа' });
      for (const [typed, words] of [['0,5', 'не меньше'], ['9999999', 'не больше'], ['сто', 'цифрами'], ['1,234', 'двух знаков']]) {
        await hands.type(sum, typed);
        await hands.press(button(dialog, /^Оплатить/));
        await expect(sum).toHaveAccessibleDescription(new RegExp(words));
        await expect(sum).toHaveValue(typed);
      }
      expect(page.url()).toContain('/payments');
    });
  });
}
