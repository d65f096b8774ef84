// What must not leak: the session token, personal data, card numbers; and a content security policy nobody runs into. That passwords
// stay out of the program's memory is in mirror.test.mjs.
import { test, expect } from './fixture.mjs';
import { button, enter, get, heading, people, press, signIn } from './steps.mjs';
import { backInTheCabinet, cards, payWith } from './bank.mjs';
import { screens } from './screens.mjs';

const personal = /maria@example|torgmarka|0012345678|420118734|12\/04871|Соколов|Иванов|Киевская|Kabinet-demo/;

const stored = (page) => page.evaluate(() => ({
  local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie, address: location.href, state: JSON.stringify(history.state),
}));

for (const [name, person] of Object.entries(people)) {
  test(`nothing personal is kept in the browser or in an address: ${name}`, async ({ page, context, kabinet }) => {
    const addresses = [];
    page.on('request', (request) => addresses.push(request.url()));
    await signIn(page, person);
    for (const section of person.menu) {
      await page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: section, exact: true }).click();
      await expect(heading(page, section)).toBeVisible();
      expect(JSON.stringify(await stored(page))).not.toMatch(personal);
    }
    const cookies = await context.cookies();
    const token = cookies.find((cookie) => cookie.name.includes(`kabinet_${person.utility}`));
    expect(token).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    expect((await stored(page)).cookie).toBe('');
    expect(JSON.stringify(await stored(page))).not.toContain(token.value);
    expect(addresses.filter((url) => personal.test(decodeURIComponent(url)) || url.includes(token.value))).toEqual([]);
    expect(await page.evaluate(() => indexedDB.databases().then((all) => all.length))).toBe(0);
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
    // Cross-site pages get nothing of it: the answers say so.
    const reply = await page.request.get(`${kabinet.url}/${person.utility}/api/v1/session`);
    expect(reply.headers()).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': expect.stringContaining('no-store') });
  });
}

test('the policy is strict and no screen runs into it', async ({ page, kabinet }) => {
  const reports = [];
  await page.exposeFunction('kabinetReport', (text) => { reports.push(text); });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => window.kabinetReport(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
  });
  page.on('pageerror', (error) => reports.push(`error: ${error.message}`));
  page.on('console', (message) => { if (/Content Security Policy|Refused to/.test(message.text())) reports.push(message.text()); });
  const reply = await page.goto(`${kabinet.url}/krymenergo/`);
  const policy = reply.headers()['content-security-policy'];
  expect(policy).toContain("'wasm-unsafe-eval'");
  expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|\*|data:.*script/);
  expect(policy).toMatch(/frame-ancestors 'none'/);
  expect(policy).toMatch(/(default|object)-src 'none'/);
  expect(reply.headers()).toMatchObject({ 'x-content-type-options': 'nosniff' });
  for (const [name, arrive] of Object.entries(screens)) {
    await arrive(page, kabinet.url);
    expect(reports, name).toEqual([]);
  }
});

test('card numbers go to the bank alone', async ({ page, alone }) => {
  const sent = [];
  page.on('request', (request) => sent.push({ url: request.url(), body: request.postData() ?? '' }));
  await enter(page, people.maria, alone.url);
  await press(button(page, 'Оплатить, лицевой счет 420118734'));
  await press(button(page.getByRole('dialog'), /^Оплатить [\d\s]+,/));
  await payWith(page, cards.good);
  await backInTheCabinet(page);
  await expect(heading(page, 'Оплата прошла успешно')).toBeVisible();
  const number = /2200[\s+%20]*0000[\s+%20]*0000[\s+%20]*0004/;
  const carried = sent.filter(({ url, body }) => number.test(url) || number.test(body)).map(({ url }) => new URL(url).origin);
  expect(new Set(carried)).toEqual(new Set([alone.bankUrl]));
  expect(await page.getByRole('main').textContent()).not.toMatch(number);
  // The log of the server holds nothing personal either.
  expect(alone.server.log).not.toMatch(personal);
});

test('a page of another site cannot act in the name of who is signed in', async ({ page, alone }) => {
  await enter(page, people.maria, alone.url);
  const [{ id }] = (await get(page, alone.url, people.maria, '/accounts')).items;
  const before = (await get(page, alone.url, people.maria, '/payments')).items.length;
  const elsewhere = `http://127.0.0.1:${alone.bankPort}/elsewhere`;
  await page.route(elsewhere, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<form method="post" enctype="text/plain"><button>Приз</button></form>' }));
  await page.goto(elsewhere);
  // What a form can send without asking: a body that reads as JSON, under another type.
  await page.locator('form').evaluate((form, url) => {
    form.action = url;
    const field = form.appendChild(document.createElement('input'));
    field.name = '{"amount":1000,"comment":"';
    field.value = '"}';
  }, `${alone.url}/krymenergo/api/v1/accounts/${id}/payments`);
  await page.getByRole('button', { name: 'Приз' }).click();
  await page.waitForURL(/\/payments$/);
  expect(alone.server.log).toMatch(/POST krymenergo \S*payments 40[0-9]/);
  expect((await get(page, alone.url, people.maria, '/payments')).items).toHaveLength(before);
});
