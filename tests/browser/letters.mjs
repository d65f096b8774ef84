// The letters that the server of a test has written: without SMTP they lie in its data folder as .eml files; with it the SMTP server has
// taken them apart (tests/support/smtp_server.py). Knows MIME enough to read the text part; must not know what letters are for.
import { expect } from './fixture.mjs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

function decode(encoding, body) {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/quoted-printable/i.test(encoding)) return Buffer.from(body, 'latin1').toString('utf8');
  const bytes = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

// The text/plain part of a letter, wherever it is nested.
export function textOf(eml) {
  const parts = eml.split(/\r?\n--[^\r\n]+\r?\n/);
  const plain = parts.find((part) => /^content-type:\s*text\/plain/im.test(part)) ?? eml;
  const [head, ...rest] = plain.split(/\r?\n\r?\n/);
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1] ?? '';
  return decode(encoding, rest.join('\r\n\r\n'));
}

async function lettersTo(kabinet, utility, address) {
  const folder = join(kabinet.data, 'letters', utility);
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
  const found = [];
  for (const name of names) {
    const file = join(folder, name);
    const eml = await readFile(file, 'latin1');
    if (new RegExp(`^to:.*${address.replace(/[.+]/g, '\\$&')}`, 'im').test(eml)) found.push({ at: (await stat(file)).mtimeMs, text: textOf(eml) });
  }
  return found.sort((one, other) => one.at - other.at);
}

// Waits for the letter number `count` to this address and answers its text.
export async function letterTo(kabinet, utility, address, count = 1) {
  let letters = [];
  await expect.poll(async () => (letters = await lettersTo(kabinet, utility, address)).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(count);
  return letters[count - 1].text;
}

// Path and token of the one link in a letter's text.
export function linkIn(text) {
  const [, address] = /(https?:\/\/\S+#\S+)/.exec(text);
  const url = new URL(address);
  return url.pathname + url.hash;
}

// What the SMTP server has taken for this address, oldest first: { from, headers, text, html }.
async function takenFor(kabinet, address) {
  const names = (await readdir(kabinet.letters)).filter((name) => name.endsWith('.json')).sort((one, other) => parseInt(one) - parseInt(other));
  const found = [];
  for (const name of names) {
    const text = await readFile(join(kabinet.letters, name), 'utf8');
    if (!text.endsWith('}')) continue;  // it is being written
    const letter = JSON.parse(text);
    if (!letter.to.includes(address)) continue;
    expect(letter.defects).toEqual([]);
    found.push({ from: letter.from, headers: letter.headers, text: letter.parts['text/plain'], html: letter.parts['text/html'] });
  }
  return found;
}

// Waits for the letter number `count` to this address to come by SMTP.
export async function postedTo(kabinet, address, count = 1) {
  let letters = [];
  await expect.poll(async () => (letters = await takenFor(kabinet, address)).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(count);
  return letters[count - 1];
}

// The link of a letter as it stands there, in its text and in its button alike.
export function linkOf({ text, html }) {
  const [link] = /https?:\/\/\S+#\S+/.exec(text);
  expect(html).toContain(`href="${link}"`);
  return link;
}
