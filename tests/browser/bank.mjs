// The practice bank's pages, as a payer uses them. Its own pages are plain HTML: here clicks are Playwright's.
import { expect } from './fixture.mjs';
import { ready } from './steps.mjs';

export const cards = {
  good: '2200 0000 0000 0004',
  secured: '4111 1111 1111 1111',  // asks for the code
  poor: '2200 0000 0000 0012',     // not enough money
};
export const code = '12345678';

export async function onBankPage(page) {
  await page.waitForURL(/\/payment\/card\?mdOrder=/);
  await expect(page.getByRole('heading', { name: 'Оплата банковской картой' })).toBeVisible();
}

export async function payWith(page, card, { hands } = {}) {
  await onBankPage(page);
  const type = hands ? (field, text) => hands.type(field, text) : (field, text) => field.fill(text);
  await type(page.getByLabel('Номер карты'), card);
  await type(page.getByLabel('Срок действия'), '12/30');
  await type(page.getByLabel('CVV2'), '123');
  await submit(page, 'Оплатить', hands);
}

export async function confirm(page, typed = code, { hands } = {}) {
  await expect(page.getByRole('heading', { name: 'Подтверждение оплаты' })).toBeVisible();
  const field = page.getByLabel('Код подтверждения');
  if (hands) await hands.type(field, typed);
  else await field.fill(typed);
  await submit(page, 'Подтвердить', hands);
}

async function submit(page, name, hands) {
  const control = page.getByRole('button', { name });
  if (hands?.name === 'keyboard') await page.keyboard.press('Enter');  // in the last field, as in any form
  else await control.click();
}

export async function backInTheCabinet(page) {
  await page.waitForURL(/\/(kraskom|krymenergo)\/payments\/[^/?]+/);
  await ready(page);
}
