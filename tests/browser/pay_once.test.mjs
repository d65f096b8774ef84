// A payment cannot be doubled: not by a second click, not by a reload, not by the way back from the bank, not by a second tab;
// and the browser cannot tell the server that it has paid.
import { test, expect } from './fixture.mjs';
import { button, enter, get, heading, open, people, ready } from './steps.mjs';
import { backInTheCabinet, cards, onBankPage, payWith } from './bank.mjs';

const maria = people.maria;
const opener = (page) => button(page, 'Оплатить, лицевой счет 420118734');
const pay = (page) => button(page.getByRole('dialog'), /^Оплатить [\d\s]+,/);

async function middle(control) {
  await expect(control).toBeEnabled();
  const box = await control.boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

async function openWindow(page, base) {
  await enter(page, maria, base);
  await page.mouse.click(...await middle(opener(page)));
  await expect(pay(page)).toBeVisible();
}

const fresh = async (page, base) => (await get(page, base, maria, '/payments')).items.filter(({ created_at }) => Date.now() - Date.parse(created_at) < 600_000);

test('a double and a triple click on «Оплатить» start one payment', async ({ page, alone }) => {
  await openWindow(page, alone.url);
  await page.mouse.click(...await middle(pay(page)), { clickCount: 3, delay: 5 });
  await onBankPage(page);
  expect(await fresh(page, alone.url)).toHaveLength(1);
});

test('Enter held down starts one payment', async ({ page, alone }) => {
  await openWindow(page, alone.url);
  await page.getByRole('textbox', { name: 'Сумма платежа' }).focus();
  for (let i = 0; i < 5; ++i) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await onBankPage(page);
  expect(await fresh(page, alone.url)).toHaveLength(1);
});

test('back from the bank without paying: the same payment is offered again', async ({ page, alone }) => {
  await openWindow(page, alone.url);
  await page.mouse.click(...await middle(pay(page)));
  await onBankPage(page);
  const first = page.url();
  await page.goBack();
  await ready(page);
  await expect(heading(page, 'Мои счета')).toBeVisible();
  if (!await pay(page).isVisible()) await page.mouse.click(...await middle(opener(page)));
  await page.mouse.click(...await middle(pay(page)));
  await onBankPage(page);
  expect(page.url()).toBe(first);
  expect(await fresh(page, alone.url)).toHaveLength(1);
  await payWith(page, cards.good);
  await backInTheCabinet(page);
  await expect(heading(page, 'Оплата прошла успешно')).toBeVisible();
});

test('another sum asks first: go on with the old payment or begin anew', async ({ page, alone }) => {
  await openWindow(page, alone.url);
  await page.mouse.click(...await middle(pay(page)));
  await onBankPage(page);
  await open(page, `${alone.url}/krymenergo/accounts`);
  await page.mouse.click(...await middle(opener(page)));
  await page.getByRole('textbox', { name: 'Сумма платежа' }).fill('100');
  await page.mouse.click(...await middle(button(page.getByRole('dialog'), 'Оплатить 100,00')));
  await expect(page.getByRole('dialog')).toContainText('Есть неоплаченный платёж на 1 284,36 ₽');
  await page.mouse.click(...await middle(button(page, 'Начать новый')));
  await onBankPage(page);
  await expect(page.getByText('100,00 ₽').first()).toBeVisible();
  expect((await fresh(page, alone.url)).filter(({ state }) => state === 'created')).toHaveLength(1);
});

test('reloads of the return page and the way back to the bank charge nothing again', async ({ page, alone }) => {
  await openWindow(page, alone.url);
  await page.mouse.click(...await middle(pay(page)));
  await payWith(page, cards.good);
  await backInTheCabinet(page);
  await expect(heading(page, 'Оплата прошла успешно')).toBeVisible();
  const before = await fresh(page, alone.url);
  for (let i = 0; i < 3; ++i) {
    await page.reload();
    await ready(page);
    await expect(heading(page, 'Оплата прошла успешно')).toBeVisible();
  }
  await page.goBack();
  await page.waitForLoadState();
  expect(await page.getByRole('button', { name: 'Оплатить', exact: true }).count(), 'the bank takes no second payment').toBe(0);
  expect(await fresh(page, alone.url)).toEqual(before);
  expect(before).toHaveLength(1);
});

test('two tabs that pay the same account get one payment', async ({ page, context, alone }) => {
  await openWindow(page, alone.url);
  const other = await context.newPage();
  await open(other, `${alone.url}${maria.home}`);
  await other.mouse.click(...await middle(opener(other)));
  await expect(pay(other)).toBeVisible();
  const places = [await middle(pay(page)), await middle(pay(other))];
  await Promise.all([page.mouse.click(...places[0]), other.mouse.click(...places[1])]);
  await Promise.all([onBankPage(page), onBankPage(other)]);
  expect(other.url()).toBe(page.url());
  expect(await fresh(page, alone.url)).toHaveLength(1);
  await payWith(page, cards.good);
  await backInTheCabinet(page);
  await expect(heading(page, 'Оплата прошла успешно')).toBeVisible();
  await other.getByLabel('Номер карты').fill(cards.good);
  await other.getByLabel('Срок действия').fill('12/30');
  await other.getByLabel('CVV2').fill('123');
  await other.getByRole('button', { name: 'Оплатить' }).click();
  await other.waitForLoadState();
  const [one, ...more] = await fresh(page, alone.url);
  expect(more).toEqual([]);
  expect(one.state).toBe('withdrawn');
  const [account] = (await get(page, alone.url, maria, '/accounts')).items;
  expect(account.balance.pending).toBe(128436);
});

test('who opens the return address without paying is told that nothing was paid', async ({ page, alone }) => {
  await openWindow(page, alone.url);
  await page.mouse.click(...await middle(pay(page)));
  await onBankPage(page);
  const [payment] = await fresh(page, alone.url);
  await open(page, `${alone.url}/krymenergo/payments/${payment.id}?orderId=0&status=success`);
  await expect(heading(page, 'Платёж ещё не оплачен')).toBeVisible();
  expect((await fresh(page, alone.url))[0].state).toBe('created');
});
