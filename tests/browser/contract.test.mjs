// Real answers of every endpoint, errors too, against api/openapi.yaml as the server serves it. The schemas are closed, so a
// member that is not described fails as well as one that is missing.
import { test, expect, password } from './fixture.mjs';
import { people } from './steps.mjs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { readFile } from 'node:fs/promises';

const pointer = (...keys) => keys.map((key) => `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

class Contract {
  constructor(text) {
    this.document = parse(text);
    this.ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(this.ajv);
    this.ajv.addSchema(this.document, 'contract');
    this.seen = new Set();
  }

  resolve(node) {
    return node.$ref ? node.$ref.slice(2).split('/').reduce((at, key) => at[key], this.document) : node;
  }

  // Fails where the answer is not one that the contract describes for this call.
  check(method, path, status, type, body) {
    const what = `${method} ${path} → ${status}`;
    const operation = this.document.paths[path]?.[method.toLowerCase()];
    expect(operation, `${method} ${path} is described`).toBeTruthy();
    const own = operation.responses[status];
    const named = own ?? operation.responses.default;
    expect(named, `${what} is described`).toBeTruthy();
    const response = this.resolve(named);
    this.seen.add(`${method} ${path} ${status < 400 ? status : 'error'}`);
    if (!response.content) return expect(body, `${what} has no body`).toBe('');
    expect(type, what).toBe(status < 400 ? 'application/json' : 'application/problem+json');
    const where = named.$ref ? named.$ref.slice(1) : pointer('paths', path, method.toLowerCase(), 'responses', own ? String(status) : 'default');
    const validate = this.ajv.compile({ $ref: `contract#${where}${pointer('content', type, 'schema')}` });
    const json = JSON.parse(body);
    expect(validate(json), `${what}: ${this.ajv.errorsText(validate.errors, { separator: '\n' })}\n${body}`).toBe(true);
    if (status >= 400) expect(json.status, what).toBe(status);
    return json;
  }
}

// A caller of one utility with its own cookies, whose every answer is checked.
class Caller {
  constructor(request, base, contract) { Object.assign(this, { request, base, contract, keys: 0 }); }

  async call(method, path, { at = path, data, headers = {}, key = false, from = this.origin() } = {}) {
    const all = { ...headers };
    if (method !== 'GET') all.Origin = from;
    if (key) all['Idempotency-Key'] = key === true ? `contract-${Date.now()}-${++this.keys}` : key;
    const reply = await this.request.fetch(`${this.base}/api/v1${at}`, { method, data, headers: all, maxRedirects: 0 });
    const type = (reply.headers()['content-type'] ?? '').split(';')[0];
    expect(reply.headers()['cache-control'], `${method} ${at}`).toContain('no-store');
    return { status: reply.status(), json: this.contract.check(method, path, reply.status(), type, await reply.text()) };
  }

  origin() { return new URL(this.base).origin; }

  async expect(status, method, path, options) {
    const reply = await this.call(method, path, options);
    expect(reply.status, `${method} ${options?.at ?? path}: ${JSON.stringify(reply.json)}`).toBe(status);
    return reply.json;
  }
}

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

    const described = Object.entries(contract.document.paths).flatMap(([path, calls]) => Object.entries(calls).flatMap(([method, call]) =>
      Object.keys(call.responses).filter((status) => Number(status) < 300).map((status) => `${method.toUpperCase()} ${path} ${status}`)));
    expect(described.filter((call) => !contract.seen.has(call)), 'successful answers that nobody gave').toEqual([]);
  });
}

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
