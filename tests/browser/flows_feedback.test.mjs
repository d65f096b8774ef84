// «Обратная связь» (E17) with and without sign-in, and readings without registration (E15), with the mouse and with the keyboard only.
import { test, expect } from './fixture.mjs';
import { button, enter, get, heading, open, people } from './steps.mjs';
import { answerCaptcha } from './captcha.mjs';
import { keyboard, mouse } from './hands.mjs';

const maria = people.maria;
const field = (scope, name) => scope.getByRole('textbox', { name });
// As much of a PNG as the server looks at: the signature and chunks from IHDR to IEND.
const chunk = (type, data) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
};
const png = (bytes) =>
  Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', Buffer.alloc(13, 1)), chunk('IDAT', Buffer.alloc(bytes, 7)), chunk('IEND', Buffer.alloc(0))]);
const picture = { name: 'счётчик.png', mimeType: 'image/png', buffer: png(2048) };

for (const hands of [mouse, keyboard]) {
  test.describe(`with the ${hands.name}`, () => {
    test('a subscriber writes with a file, keeps the number and finds the letter again', async ({ page, alone }) => {
      await enter(page, maria, alone.url);
      await hands.press(page.getByRole('link', { name: 'Обратная связь' }));
      await expect(heading(page, 'Обратная связь')).toBeVisible();
      await page.getByRole('combobox', { name: 'Тема' }).selectOption({ label: 'Показания и счётчики' });
      await hands.type(field(page, 'Текст обращения'), 'Счётчик показывает нули.');
      await page.getByLabel('Прикрепить файлы').setInputFiles([picture, { name: 'лишний.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') }]);
      await expect(page.getByRole('alert').filter({ hasText: 'Можно только PDF, PNG или JPEG' })).toBeVisible();
      await hands.press(button(page, 'Убрать файл лишний.png'));
      await hands.press(button(page, 'Отправить'));
      const done = page.getByRole('heading', { name: /^Обращение № .+ принято$/ });
      await expect(done).toBeVisible();
      const number = /№ (.+) принято/.exec(await done.textContent())[1];
      const { items } = await get(page, alone.url, maria, '/feedback');
      expect(items[0]).toMatchObject({ number, topic: 'readings', text: 'Счётчик показывает нули.', attachments: ['счётчик.png'] });
      await expect(page.getByRole('region', { name: `Обращение № ${number}` })).toContainText('Ждёт ответа');
    });

    test('without sign-in name, e-mail and the code come along', async ({ page, alone }) => {
      await open(page, `${alone.url}/krymenergo/`);
      await hands.press(page.getByRole('link', { name: 'Обратная связь' }));
      await page.getByRole('combobox', { name: 'Тема' }).selectOption({ label: 'Предложение' });
      await hands.type(field(page, 'Текст обращения'), 'Добавьте оплату по QR-коду.');
      await hands.type(field(page, 'Ваше имя'), 'Пётр');
      await hands.type(field(page, 'Адрес электронной почты'), 'petr@example.ru');
      await answerCaptcha(page, hands);
      await hands.press(button(page, 'Отправить'));
      await expect(page.getByRole('heading', { name: /^Обращение № .+ принято$/ })).toBeVisible();
      await expect(page.getByRole('status').filter({ hasText: 'petr@example.ru' })).toBeVisible();
    });

    test('E15: a reading without registration, from the «Авторизация» page to the receipt', async ({ page, alone }) => {
      await enter(page, maria, alone.url);
      const meter = (await get(page, alone.url, maria, '/meters')).items.find(({ account_number: number }) => number === '420118734');
      await hands.press(button(page, 'Выйти'));
      await hands.press(page.getByRole('link', { name: 'Передать показания без регистрации' }));
      await expect(heading(page, 'Показания без регистрации')).toBeVisible();
      await hands.type(field(page, 'Номер лицевого счета'), '420118734');
      await hands.type(field(page, 'Номер счётчика'), meter.serial);
      await hands.press(button(page, 'Найти счётчик'));
      const main = page.getByRole('main');
      await expect(main).toContainText('•');
      await expect(main).not.toContainText('Соколова');
      await expect(main).not.toContainText('Киевская');
      await hands.press(button(page, 'Да, адрес верный'));
      for (const [i, register] of meter.registers.entries()) {
        const value = String(Number(register.previous) + Math.round(Number(register.usual ?? 100))).padStart(register.digits, '0');
        await hands.type(page.getByRole('textbox').nth(i), value);
        await expect(main).not.toContainText(String(Number(register.previous)));
      }
      await hands.press(button(page, 'Передать'));
      await expect(page.getByRole('heading', { name: 'Показания приняты' })).toBeVisible();
      await expect(page.getByRole('status').filter({ hasText: 'Сохраните номер' })).toBeVisible();
      await expect(button(page, 'Распечатать')).toBeVisible();
    });
  });
}

test('five megabytes of files never enter the memory of the program', async ({ page, alone }) => {
  await page.addInitScript(() => {
    const keep = (made) => {
      for (const each of Object.values((made.instance ?? made).exports)) if (each instanceof WebAssembly.Memory) window.programMemory = each;
      return made;
    };
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const original = WebAssembly[name];
      WebAssembly[name] = (...args) => original.apply(WebAssembly, args).then(keep);
    }
  });
  await enter(page, maria, alone.url, '/krymenergo/feedback');
  const bytes = () => page.evaluate(() => window.programMemory.buffer.byteLength);
  await page.getByRole('combobox', { name: 'Тема' }).selectOption({ label: 'Другое' });
  await field(page, 'Текст обращения').fill('Файлы');
  const before = await bytes();
  const large = { name: 'large.png', mimeType: 'image/png', buffer: png(4_900_000) };
  await page.getByLabel('Прикрепить файлы').setInputFiles([large]);
  await expect(page.getByText('large.png, 4,7 МБ')).toBeAttached();
  await mouse.press(button(page, 'Отправить'));
  await expect(page.getByRole('heading', { name: /^Обращение № .+ принято$/ })).toBeVisible({ timeout: 20_000 });
  expect(await bytes()).toBe(before);
});
