// Typing as people and their programs do it: Cyrillic, paste, and password managers that set the value and send events.
import { test, expect, password } from './fixture.mjs';
import { button, heading, open, press } from './steps.mjs';

const email = (page) => page.getByRole('textbox', { name: 'Адрес электронной почты' });
const secret = (page) => page.getByLabel('Пароль', { exact: true });

// What extensions do: the native setter (a framework's own is by-passed), then the events they think a page wants.
async function fillAs(field, value, events) {
  await field.evaluate((input, { value, events }) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, value);
    for (const type of events) {
      input.dispatchEvent(type.startsWith('key') ? new KeyboardEvent(type, { bubbles: true, key: 'a' }) : new Event(type, { bubbles: true }));
    }
  }, { value, events });
}

const managers = {
  'input and change': ['input', 'change'],
  'change only': ['change'],
  'keys, input, change and blur': ['keydown', 'keypress', 'input', 'keyup', 'change', 'blur'],
};

for (const [name, events] of Object.entries(managers)) {
  for (const focused of [false, true]) {
    test(`a password manager fills the form: ${name}, ${focused ? 'after a click into the field' : 'untouched'}`, async ({ page }) => {
      await open(page, '/krymenergo/');
      await expect(email(page)).toHaveAttribute('autocomplete', 'username');
      await expect(secret(page)).toHaveAttribute('autocomplete', 'current-password');
      if (focused) await email(page).click();
      await fillAs(email(page), 'maria@example.ru', events);
      if (focused) await secret(page).click();
      await fillAs(secret(page), password, events);
      await press(button(page, 'Войти'));
      await expect(heading(page, 'Мои счета')).toBeVisible();
    });
  }
}

test('both fields lie in one form before anybody touches them, as managers look for them', async ({ page }) => {
  await open(page, '/krymenergo/');
  const found = await page.evaluate(() => Array.from(document.forms).map((form) =>
    Array.from(form.elements).filter((one) => one.matches('input')).map((input) => [input.type, input.autocomplete])));
  expect(found).toEqual([[['text', 'username'], ['password', 'current-password']]]);
});

test('a form that was filled before the program listened is taken as it stands', async ({ page }) => {
  // The browser's own manager fills a field the moment it appears, without an event.
  await page.addInitScript(() => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    new MutationObserver((records) => records.flatMap((record) => [...record.addedNodes]).forEach((added) => {
      for (const input of added.querySelectorAll?.('input') ?? []) {
        if (input.autocomplete === 'username') set.call(input, 'maria@example.ru');
        if (input.type === 'password') set.call(input, 'Kabinet-demo-2026');
      }
      if (added.autocomplete === 'username') set.call(added, 'maria@example.ru');
      if (added.type === 'password') set.call(added, 'Kabinet-demo-2026');
    })).observe(document, { childList: true, subtree: true });
  });
  await open(page, '/krymenergo/');
  await expect(email(page)).toHaveValue('maria@example.ru');
  await press(button(page, 'Войти'));
  await expect(heading(page, 'Мои счета')).toBeVisible();
});

test('Cyrillic is typed, corrected in the middle and undone as in any field', async ({ page }) => {
  await open(page, '/kraskom/organisations/sign-in');
  const login = page.getByRole('textbox', { name: 'Логин' });
  await login.click();
  await page.keyboard.type('Ёлкин-завд');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('о');
  await expect(login).toHaveValue('Ёлкин-завод');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('«Щука»');
  await expect(login).toHaveValue('«Щука»');
  await page.keyboard.press('Control+z');
  await expect(login).not.toHaveValue('«Щука»');
});

test('copy and paste with the keyboard', async ({ page, context, kabinet }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: kabinet.url });
  await open(page, '/krymenergo/');
  await page.evaluate(() => navigator.clipboard.writeText('почта@пример.рф'));
  await email(page).click();
  await page.keyboard.press('Control+v');
  await expect(email(page)).toHaveValue('почта@пример.рф');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+x');
  await expect(email(page)).toHaveValue('');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('почта@пример.рф');
  await secret(page).click();
  await page.keyboard.press('Control+v');
  await expect(secret(page)).toHaveValue('почта@пример.рф');
});

test('an input method composes without being disturbed', async ({ page }) => {
  await open(page, '/kraskom/organisations/sign-in');
  const login = page.getByRole('textbox', { name: 'Логин' });
  await login.click();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'торг', selectionStart: 4, selectionEnd: 4 });
  await session.send('Input.imeSetComposition', { text: 'торгма', selectionStart: 6, selectionEnd: 6 });
  await session.send('Input.insertText', { text: 'torgmarka' });
  await expect(login).toHaveValue('torgmarka');
  await page.getByLabel('Пароль', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Договоры')).toBeVisible();
});
