// «Мои счета», «Информация о клиенте» and «Договоры», from the start page to «Выйти», with the mouse and with the keyboard only.
import { test, expect, password } from './fixture.mjs';
import { button, get, heading, open, people, ready } from './steps.mjs';
import { keyboard, mouse } from './hands.mjs';

const rubles = (kopecks) => (Math.abs(kopecks) / 100).toFixed(2).replace('.', ',').replace(/\B(?=(\d{3})+,)/g, ' ') + ' ₽';

for (const hands of [mouse, keyboard]) {
  test.describe(`with the ${hands.name}`, () => {
    test('a subscriber signs in, sees balance, window and consumption of each account, and leaves', async ({ page, kabinet }) => {
      const maria = people.maria;
      await open(page, '/krymenergo/');
      await hands.type(page.getByRole('textbox', { name: maria.field }), maria.login);
      await hands.type(page.getByLabel('Пароль', { exact: true }), password);
      await hands.press(button(page, 'Войти'));
      await expect(heading(page, 'Мои счета')).toBeVisible();

      const { items } = await get(page, kabinet.url, maria, '/accounts');
      expect(items.length).toBeGreaterThan(1);
      for (const account of items) {
        const number = account.number.replace(/\B(?=(\d{3})+$)/g, ' ');
        const card = page.getByRole('region', { name: `Лицевой счёт ${number}` });
        await expect(card).toContainText(account.address);
        const left = account.balance.due - account.balance.pending;
        await expect(card).toContainText(rubles(left));
        await expect(card).toContainText(left > 0 ? 'К оплате' : left < 0 ? 'Переплата' : 'Задолженности нет');
        if (left > 0 && account.balance.penalty > 0) await expect(card).toContainText(`в том числе пени ${rubles(account.balance.penalty)}`);
        await expect(card).toContainText({ due: /Показания до|Приём показаний с/, submitted: 'Показания переданы', accepted: 'Показания приняты' }[account.reading_state]);
        await expect(button(card, `Оплатить, лицевой счет ${account.number}`)).toBeVisible();
      }

      const id = items[0].id;
      const { months } = await get(page, kabinet.url, maria, `/accounts/${id}/consumption`);
      await expect(page.getByRole('heading', { name: 'Потребление, кВт·ч' })).toBeVisible();
      const chart = page.getByRole('table', { name: /Потребление/ });
      for (const month of months.filter(({ volume }) => volume !== '0')) await expect(chart).toContainText(month.volume);

      const other = page.getByRole('tab', { name: items[1].number.replace(/\B(?=(\d{3})+$)/g, ' ') });
      if (await other.count()) {
        await hands.press(other);
        await expect(other).toHaveAttribute('aria-selected', 'true');
      }
      await hands.press(button(page, 'Выйти'));
      await expect(button(page, 'Войти')).toBeVisible();
    });

    test('an organisation goes from the start page through «Договоры» and «Перейти» to a contract', async ({ page }) => {
      await open(page, '/kraskom/');
      await hands.press(page.getByRole('link', { name: 'Для юридических лиц' }));
      await expect(heading(page, 'Личный кабинет для юридических лиц')).toBeVisible();
      await hands.press(page.getByRole('link', { name: 'Войти' }));
      await hands.type(page.getByRole('textbox', { name: 'Логин' }), 'torgmarka');
      await hands.type(page.getByLabel('Пароль', { exact: true }), password);
      await hands.press(button(page, 'Войти'));
      await expect(heading(page, 'Договоры')).toBeVisible();

      const table = page.getByRole('table', { name: 'Договоры' });
      const row = table.getByRole('row').filter({ hasText: '12/04871' });
      await expect(row).toContainText('Вода и стоки');
      await expect(button(page, 'Перейти')).toBeDisabled();
      await hands.choose(row);
      await expect(row).toHaveAttribute('aria-selected', 'true');
      await hands.press(button(page, 'Перейти'));
      await expect(heading(page, 'Вода и стоки')).toBeVisible();
      await expect(page).toHaveURL(/\/kraskom\/contracts\/[^/]+$/);

      await expect(page.getByRole('tabpanel')).toContainText('12/04871');
      await hands.press(page.getByRole('tab', { name: 'Абоненты' }));
      await expect(page.getByRole('table', { name: /Счётчики: Склад/ })).toContainText('18850027');
      await page.goBack();
      await expect(page.getByRole('tab', { name: 'Информация' })).toHaveAttribute('aria-selected', 'true');
      await page.goBack();
      await expect(heading(page, 'Договоры')).toBeVisible();
      await hands.press(button(page, 'Выйти'));
      await expect(button(page, 'Войти')).toBeVisible();
    });

    test('an individual goes from the start page to «Информация о клиенте»', async ({ page }) => {
      await page.goto('/');
      await page.getByRole('link', { name: 'КрасКом' }).click();
      await ready(page);
      await hands.press(page.getByRole('link', { name: 'Для физических лиц' }));
      await hands.type(page.getByRole('textbox', { name: 'Лицевой счет' }), '0012345678');
      await hands.type(page.getByLabel('Пароль', { exact: true }), password);
      await hands.press(button(page, 'Войти'));
      await expect(heading(page, 'Информация о клиенте')).toBeVisible();
      const main = page.getByRole('main');
      await expect(main).toContainText('ул. Образцовая, 14, кв. 27');
      await expect(main).toContainText('696,74 ₽');
      // K20 says «Оплатить банковской картой» and «Отправить показания».
      await expect(button(main, 'Оплатить банковской картой')).toBeVisible();
      await hands.press(button(main, 'Отправить показания'));
      await expect(heading(page, 'Отправить показания')).toBeVisible();
    });
  });
}
