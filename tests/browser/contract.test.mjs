// Real answers of every endpoint, errors too, against api/openapi.yaml as the server serves it. The schemas are closed, so a
// member that is not described fails as well as one that is missing.
import { test, expect, password } from './fixture.mjs';
import { people } from './steps.mjs';
import { Caller, Contract } from './contract.mjs';
import { numberIn } from './captcha.mjs';
import { letterTo, linkIn } from './letters.mjs';
import { parse } from 'yaml';
import { readFile } from 'node:fs/promises';

let contract;
test.beforeAll(async () => {
  contract = new Contract(await readFile(new URL('../../api/openapi.yaml', import.meta.url), 'utf8'));
});

test('the server serves the contract as it stands in the tree', async ({ request, kabinet }) => {
  for (const utility of ['kraskom', 'krymenergo']) {
    const reply = await request.get(`${kabinet.url}/${utility}/api/v1/openapi.yaml`);
    expect(reply.status()).toBe(200);
    expect(parse(await reply.text())).toEqual(contract.document);
  }
});

const account_path = '/accounts/{account_id}';
const readings_path = '/meters/{meter_id}/readings';
const up = (value, by) => String(Number(value) + by).padStart(value.length, '0');
const nines = (register) => '9'.repeat(register.digits);

for (const person of Object.values(people)) {
  test(`every answer to ${person.login} is as described`, async ({ playwright, alone }) => {
    const request = await playwright.request.newContext();
    const caller = new Caller(request, `${alone.url}/${person.utility}`, contract);

    await caller.expect(200, 'GET', '/profile');
    await caller.expect(401, 'GET', '/session');
    await caller.expect(401, 'POST', '/session', { data: { kind: person.kind, login: person.login, password: 'wrong' } });
    await caller.expect(400, 'POST', '/session', { data: { kind: person.kind } });
    await caller.expect(422, 'POST', '/session', { data: { kind: person.kind, login: '', password: '' } });
    await caller.expect(403, 'POST', '/session', { data: { kind: person.kind, login: person.login, password }, from: 'https://elsewhere.example' });
    await caller.expect(201, 'POST', '/session', { data: { kind: person.kind, login: person.login, password } });
    await caller.expect(200, 'GET', '/session');

    const { items: accounts } = await caller.expect(200, 'GET', '/accounts');
    expect(accounts.length).toBeGreaterThan(0);
    for (const { id } of accounts) {
      await caller.expect(200, 'GET', account_path, { at: `/accounts/${id}` });
      await caller.expect(200, 'GET', `${account_path}/consumption`, { at: `/accounts/${id}/consumption?months=24` });
    }
    const id = accounts[0].id;
    await caller.expect(404, 'GET', account_path, { at: '/accounts/nothing' });
    await caller.expect(422, 'GET', `${account_path}/consumption`, { at: `/accounts/${id}/consumption?months=99` });

    const { items: meters } = await caller.expect(200, 'GET', '/meters');
    const page = await caller.expect(200, 'GET', '/meters', { at: '/meters?limit=1' });
    if (page.next_cursor) await caller.expect(200, 'GET', '/meters', { at: `/meters?limit=1&cursor=${encodeURIComponent(page.next_cursor)}` });
    await caller.expect(422, 'GET', '/meters', { at: '/meters?limit=0' });
    for (const meter of meters) await caller.expect(200, 'GET', readings_path, { at: `/meters/${meter.id}/readings` });

    // A reading: refused, in doubt, taken, said again, changed, withdrawn.
    const meter = meters.find((one) => !one.closed_on && !one.latest?.editable_until);
    const at = `/meters/${meter.id}/readings`;
    const values = (pick) => meter.registers.map((register) => ({ number: register.number, value: pick(register) }));
    const taken = values((register) => up(register.previous.split('.')[0], Math.max(1, Math.round(Number(register.usual ?? 5)))));
    await caller.expect(422, 'POST', readings_path, { at, data: { values: [] }, key: true });
    await caller.expect(422, 'POST', readings_path, { at, data: { values: values(nines) }, key: true });
    await caller.expect(409, 'POST', readings_path, { at, data: { values: values((register) => register.previous) }, key: true });
    const reading = await caller.expect(201, 'POST', readings_path, { at, data: { values: taken }, key: 'once' });
    expect(await caller.expect(201, 'POST', readings_path, { at, data: { values: taken }, key: 'once' })).toEqual(reading);
    await caller.expect(409, 'POST', readings_path, { at, data: { values: values((register) => register.previous) }, key: 'once' });
    await caller.expect(404, 'POST', readings_path, { at: '/meters/nothing/readings', data: { values: taken }, key: true });
    const one = { at: `/readings/${reading.id}` };
    await caller.expect(422, 'PUT', '/readings/{reading_id}', { ...one, data: { values: [] }, key: true });
    const changed = await caller.expect(200, 'PUT', '/readings/{reading_id}', {
      ...one, data: { values: taken.map(({ number, value }) => ({ number, value: up(value, 1) })) }, key: true });
    await caller.expect(404, 'DELETE', '/readings/{reading_id}', { at: '/readings/nothing' });
    await caller.expect(204, 'DELETE', '/readings/{reading_id}', { at: `/readings/${changed.id}` });

    // A payment: wrong, started, offered again, in the way of another sum, replaced, asked about.
    const pay = `${account_path}/payments`;
    const here = { at: `/accounts/${id}/payments` };
    await caller.expect(422, 'POST', pay, { ...here, data: { amount: 0 }, key: true });
    await caller.expect(400, 'POST', pay, { ...here, data: { amount: 1000 } });
    await caller.expect(404, 'POST', pay, { at: '/accounts/nothing/payments', data: { amount: 1000 }, key: true });
    const payment = await caller.expect(200, 'POST', pay, { ...here, data: { amount: 1000, receipt_email: 'maria@example.ru' }, key: true });
    expect((await caller.expect(200, 'POST', pay, { ...here, data: { amount: 1000 }, key: true })).id).toBe(payment.id);
    await caller.expect(409, 'POST', pay, { ...here, data: { amount: 2000 }, key: true });
    await caller.expect(200, 'POST', pay, { ...here, data: { amount: 2000, replace_unfinished: true }, key: true });
    await caller.expect(200, 'POST', '/payments/{payment_id}/check', { at: `/payments/${payment.id}/check` });
    await caller.expect(404, 'POST', '/payments/{payment_id}/check', { at: '/payments/nothing/check' });
    await caller.expect(200, 'GET', '/payments');
    await caller.expect(404, 'GET', '/payments', { at: '/payments?account_id=nothing' });
    await caller.expect(422, 'GET', '/payments', { at: '/payments?limit=100000' });

    // A bank that is away.
    await alone.bank.stop();
    const away = await caller.call('POST', pay, { ...here, data: { amount: 3000, replace_unfinished: true }, key: true });
    expect([502, 409]).toContain(away.status);

    await caller.expect(403, 'DELETE', '/session', { from: 'https://elsewhere.example' });
    await caller.expect(204, 'DELETE', '/session');
    for (const path of ['/session', '/accounts', '/meters', '/payments']) await caller.expect(401, 'GET', path);
    await request.dispose();
  });
}

const signedIn = async (caller, person) => {
  await caller.expect(201, 'POST', '/session', { data: { kind: person.kind, login: person.login, password } });
  return (await caller.expect(200, 'GET', '/accounts')).items;
};
const captchaOf = async (caller) => {
  const { id, words } = await caller.expect(200, 'POST', '/captchas');
  return { captcha_id: id, captcha_answer: numberIn(words.replace(/^.*: /, '')) };
};

test('documents and batches of an organisation', async ({ playwright, alone }) => {
  const request = await playwright.request.newContext();
  const caller = new Caller(request, `${alone.url}/kraskom`, contract);
  const [{ id }] = await signedIn(caller, people.torgmarka);
  const of = (path) => [`/accounts/{account_id}/${path}`, `/accounts/${id}/${path}`];
  const get = (path, query = '') => caller.expect(200, 'GET', of(path)[0], { at: of(path)[1] + query });
  await get('details');
  await get('charges');
  await get('balance-history');
  await get('reconciliation', '?from=2026-07-01&to=2026-09-30');
  await caller.expect(422, 'GET', of('reconciliation')[0], { at: `${of('reconciliation')[1]}?from=2026-09-01&to=2026-07-01` });
  for (const format of ['pdf', 'csv']) await get('reconciliation/print', `?from=2026-07-01&to=2026-09-30&format=${format}`);
  const { items: invoices } = await get('invoices');
  await caller.expect(200, 'GET', '/accounts/{account_id}/invoices/{invoice_id}/print', { at: `/accounts/${id}/invoices/${invoices[0].id}/print` });
  await caller.expect(404, 'GET', '/accounts/{account_id}/invoices/{invoice_id}/print', { at: `/accounts/${id}/invoices/nothing/print` });

  const { items: meters } = await caller.expect(200, 'GET', '/meters', { at: '/meters?limit=500' });
  const items = meters.slice(0, 3).map((meter) => ({
    meter_id: meter.id,
    values: meter.registers.map(({ number, previous }) => ({ number, value: previous })),
  }));
  await caller.expect(422, 'POST', '/readings', { data: { items: [] }, key: true });
  const { items: outcomes } = await caller.expect(200, 'POST', '/readings', { data: { items: [...items, { meter_id: 'nothing', values: [] }] }, key: true });
  expect(outcomes.length).toBe(items.length + 1);
  await request.dispose();
});

test('the bill of an individual', async ({ playwright, alone }) => {
  const request = await playwright.request.newContext();
  const caller = new Caller(request, `${alone.url}/kraskom`, contract);
  const [{ id }] = await signedIn(caller, people.ivanov);
  const { months } = await caller.expect(200, 'GET', '/accounts/{account_id}/charges', { at: `/accounts/${id}/charges` });
  await caller.expect(200, 'GET', '/accounts/{account_id}/bills/{period}/print', { at: `/accounts/${id}/bills/${months[0].period}/print` });
  await caller.expect(404, 'GET', '/accounts/{account_id}/bills/{period}/print', { at: `/accounts/${id}/bills/1999-01/print` });
  await request.dispose();
});

test('registration, the letters\' links and passwords', async ({ playwright, alone }) => {
  const request = await playwright.request.newContext();
  const caller = new Caller(request, `${alone.url}/krymenergo`, contract);
  const kind = 'email', login = 'new@example.ru', first = 'вишни цветут в мае', second = 'вишни цветут в июне';
  const texts = {};
  for (const text of ['agreement', 'consent', 'policy']) texts[text] = await caller.expect(200, 'GET', '/legal/{legal_id}', { at: `/legal/${text}` });
  await caller.expect(404, 'GET', '/legal/{legal_id}', { at: '/legal/nothing' });
  const { id } = await caller.expect(200, 'POST', '/captchas');
  await caller.expect(200, 'GET', '/captchas/{captcha_id}/image', { at: `/captchas/${id}/image` });
  const form = async () => ({
    kind, email: login, password: first, password_repeat: first, agreement_version: texts.agreement.version,
    consent_version: texts.consent.version, ...await captchaOf(caller),
  });
  await caller.expect(422, 'POST', '/registrations', { data: { ...await form(), email: 'nobody', password_repeat: 'other' } });
  await caller.expect(204, 'POST', '/registrations', { data: await form() });
  const tokenOf = async (count) => linkIn(await letterTo(alone, 'krymenergo', login, count)).split('#')[1];
  await caller.expect(403, 'POST', '/session', { data: { kind, login, password: first } });
  await caller.expect(204, 'POST', '/activations/letters', { data: { kind, login, ...await captchaOf(caller) } });
  const token = await tokenOf(2);
  await caller.expect(200, 'POST', '/activations', { data: { token } });
  await caller.expect(410, 'POST', '/activations', { data: { token } });
  await caller.expect(404, 'POST', '/activations', { data: { token: 'nothing' } });
  await caller.expect(204, 'POST', '/recoveries', { data: { kind, login, ...await captchaOf(caller) } });
  await caller.expect(204, 'PUT', '/recoveries', { data: { token: await tokenOf(3), password: second, password_repeat: second } });
  await caller.expect(201, 'POST', '/session', { data: { kind, login, password: second } });
  await caller.expect(422, 'PUT', '/session/password', { data: { current_password: 'wrong', password: first, password_repeat: first } });
  await caller.expect(200, 'PUT', '/session/password', { data: { current_password: second, password: first, password_repeat: first } });

  await caller.expect(200, 'GET', '/subscriber');
  await caller.expect(200, 'PUT', '/subscriber/notices', { data: { reading_result: true, window_closing: true, verification_near: false } });
  await caller.expect(200, 'GET', '/subscriber/data');
  await caller.expect(200, 'POST', '/subscriber/merge', { data: { email: 'bereg@example.ru', password } });
  await caller.expect(204, 'POST', '/subscriber/deletion', { data: { password: first } });
  await caller.expect(401, 'GET', '/subscriber');
  await request.dispose();
});

test('accounts of a profile, sessions, feedback, several payments at once', async ({ playwright, alone }) => {
  const request = await playwright.request.newContext(), elsewhere = await playwright.request.newContext();
  const caller = new Caller(request, `${alone.url}/krymenergo`, contract);
  const accounts = await signedIn(caller, people.maria);
  const link = { region: 'simferopol', number: '420330871' };
  await caller.expect(422, 'POST', '/accounts', { data: { ...link, region: 'nowhere', surname: 'бел' } });
  const { request: asked } = await caller.expect(200, 'POST', '/accounts', { data: { ...link, surname: 'нет' } });
  await caller.expect(200, 'GET', '/link-requests');
  const one = { at: `/link-requests/${asked.id}` };
  await caller.expect(204, 'DELETE', '/link-requests/{request_id}', one);
  await caller.expect(204, 'DELETE', '/link-requests/{request_id}', one);  // may be repeated
  const { request: again } = await caller.expect(200, 'POST', '/accounts', { data: { ...link, surname: 'нет' } });
  const { account } = await caller.expect(200, 'PUT', '/link-requests/{request_id}', { at: `/link-requests/${again.id}`, data: { ...link, last_payment: 69160 } });
  await caller.expect(204, 'DELETE', '/accounts/{account_id}', { at: `/accounts/${account.id}` });
  await caller.expect(200, 'POST', '/accounts/{account_id}/restore', { at: `/accounts/${account.id}/restore` });

  const shares = accounts.slice(0, 2).map(({ id }) => ({ account_id: id, amount: 10000 }));
  await caller.expect(422, 'POST', '/payments', { data: { shares: shares.slice(0, 1) }, key: true });
  await caller.expect(200, 'POST', '/payments', { data: { shares, receipt_email: 'maria@example.ru' }, key: true });

  await signedIn(new Caller(elsewhere, `${alone.url}/krymenergo`, contract), people.maria);
  const { items: sessions } = await caller.expect(200, 'GET', '/sessions');
  await caller.expect(204, 'DELETE', '/sessions/{session_id}', { at: `/sessions/${sessions.find(({ current }) => !current).id}` });
  await caller.expect(404, 'DELETE', '/sessions/{session_id}', { at: '/sessions/nothing' });

  await caller.expect(422, 'POST', '/feedback', { data: { topic: 'other', text: '' }, key: true });
  await caller.expect(200, 'POST', '/feedback', { data: { topic: 'other', text: 'Спасибо' }, key: true });
  await caller.expect(200, 'GET', '/feedback');
  await request.dispose();
  await elsewhere.dispose();
});

test('a reading without registration', async ({ playwright, alone }) => {
  const request = await playwright.request.newContext();
  const caller = new Caller(request, `${alone.url}/krymenergo`, contract);
  await caller.expect(404, 'POST', '/anonymous/meters', { data: { number: '420225019', serial: '1' } });
  const found = await caller.expect(200, 'POST', '/anonymous/meters', { data: { number: '420118734', serial: '30518842' } });
  const values = [{ number: 1, value: '08561' }, { number: 2, value: '04032' }];
  await caller.expect(200, 'POST', '/anonymous/readings', { data: { ticket: found.ticket, values } });
  const others = values.map(({ number, value }) => ({ number, value: up(value, 1) }));
  await caller.expect(410, 'POST', '/anonymous/readings', { data: { ticket: found.ticket, values: others } });
  await request.dispose();
});

// After the others: between them they have had every good answer there is.
test('every good answer that is described was given', async () => {
  const described = Object.entries(contract.document.paths).flatMap(([path, calls]) => Object.entries(calls).flatMap(([method, call]) =>
    Object.keys(call.responses).filter((status) => Number(status) < 300).map((status) => `${method.toUpperCase()} ${path} ${status}`)));
  expect(described.filter((call) => !contract.seen.has(call)), 'successful answers that nobody gave').toEqual([]);
});

test('too many attempts to sign in', async ({ playwright, alone }) => {
  const request = await playwright.request.newContext();
  const caller = new Caller(request, `${alone.url}/krymenergo`, contract);
  let reply = { status: 0 };
  for (let i = 0; i < 100 && reply.status !== 429; ++i)
    reply = await caller.call('POST', '/session', { data: { kind: 'email', login: 'somebody@example.ru', password: 'guess' } });
  expect(reply.status).toBe(429);
  expect(reply.json.retry_after).toBeGreaterThan(0);
  await request.dispose();
});
