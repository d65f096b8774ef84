// axe finds no violation: on every screen and dialog, in the text view, and on the bank's pages.
import { test, expect } from './fixture.mjs';
import { button, enter, open, people, press, ready, settled } from './steps.mjs';
import { cards, confirm, onBankPage } from './bank.mjs';
import { screens } from './screens.mjs';
import { AxeBuilder } from '@axe-core/playwright';

async function expectClean(page, name) {
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.slice(0, 4).map((node) => `    ${node.html}\n    ${node.failureSummary}`).join('\n')}`);
  expect(found, name).toEqual([]);
}

for (const [name, arrive] of Object.entries(screens)) {
  test(`axe: ${name}, on the canvas and in the text view`, async ({ page, kabinet }) => {
    await arrive(page, kabinet.url);
    await expectClean(page, name);
    // The text view is a choice of the header; a dialog in the way is part of the state.
    await page.evaluate(() => localStorage.setItem('kabinet.text_view', 'on'));
    await page.goto('about:blank');  // an address that differs by its fragment only would not load anew
    await arrive(page, kabinet.url);
    await expect(page.locator('html')).toHaveAttribute('data-view', 'text');
    await expectClean(page, `${name}, text view`);
  });
}

test('axe: narrow screens', async ({ page, kabinet }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const name of ['start-krymenergo', 'accounts', 'readings', 'readings-organisation', 'payments', 'pay-window']) {
    await screens[name](page, kabinet.url);
    await expectClean(page, name);
  }
});

test('axe: the page before the program is up, and when it cannot start', async ({ page, kabinet }) => {
  await page.route(/\.wasm$/, (route) => route.abort());
  await page.goto(`${kabinet.url}/krymenergo/`);
  await expect(page.getByRole('alert')).toContainText('Не удалось открыть личный кабинет');
  await expectClean(page, 'failure');
});

test('axe: the start page of the house and the pages of the practice bank', async ({ page, alone }) => {
  await page.goto(`${alone.url}/`);
  await expectClean(page, 'utilities');
  await enter(page, people.maria, alone.url);
  await press(button(page, 'Оплатить, лицевой счет 420118734'));
  await press(button(page.getByRole('dialog'), /^Оплатить [\d\s]+,/));
  await onBankPage(page);
  await expectClean(page, 'card page');
  await page.getByRole('button', { name: 'Оплатить' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectClean(page, 'card page with errors');
  await page.getByLabel('Номер карты').fill(cards.secured);
  await page.getByLabel('Срок действия').fill('12/30');
  await page.getByLabel('CVV2').fill('123');
  await page.getByRole('button', { name: 'Оплатить' }).click();
  await expect(page.getByRole('heading', { name: 'Подтверждение оплаты' })).toBeVisible();
  await expectClean(page, '3-D Secure');
  await confirm(page);
  await ready(page);
  await expect(page.getByRole('heading', { name: 'Оплата прошла успешно' })).toBeVisible();
  await expectClean(page, 'success');
});
