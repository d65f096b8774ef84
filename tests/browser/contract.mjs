// api/openapi.yaml as something that answers can be held against, and a caller whose every answer is. The schemas are closed, so a member
// that is not described fails as well as one that is missing. Knows nothing of single calls.
import { expect } from './fixture.mjs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const pointer = (...keys) => keys.map((key) => `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

export class Contract {
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
    if (status < 400 && !response.content['application/json']) return expect(Object.keys(response.content), what).toContain(type);
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
export class Caller {
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
