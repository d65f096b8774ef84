// What goes by letter (E3, E8, E17, E18, E20): the letters are read from a real SMTP server and their links opened as they stand there. With
// the mouse and with the keyboard only.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { admin, expect, password, test } from './fixture.mjs';
import { button, enter, get, heading, open, people, ready } from './steps.mjs';
import { backInTheCabinet, cards, payWith } from './bank.mjs';
import { answerCaptcha } from './captcha.mjs';
import { keyboard, mouse } from './hands.mjs';
import { linkOf, postedTo } from './letters.mjs';

const maria = people.maria;
const field = (scope, name) => scope.getByRole('textbox', { name, exact: true });
const secret = (page, name) => page.getByLabel(name, { exact: true });
const status = (page, words) => page.getByRole('status').filter({ hasText: words });
const staff = (kabinet, ...args) => admin(...args, '--utility', 'krymenergo', '--data', kabinet.data);

async function signInWith(page, hands, login, phrase) {
  await hands.type(field(page, 'Адрес электронной почты'), login);
  await hands.type(secret(page, 'Пароль'), phrase);
  await hands.press(button(page, 'Войти'));
}

for (const hands of [mouse, keyboard]) {
  test.describe(`with the ${hands.name}`, () => {
    test('E3, E4: a subscriber registers by e-mail, confirms the mailbox by the letter, once, and signs in', async ({ page, posting }) => {
      const login = 'new-subscriber@example.ru', phrase = 'зима на южном берегу';
      await open(page, `${posting.url}/krymenergo/`);
      await hands.press(page.getByRole('link', { name: 'Регистрация' }));
      await expect(heading(page, 'Регистрация')).toBeVisible();  // the sign-in has fields of the same names
      await hands.type(field(page, 'Адрес электронной почты'), login);
      await hands.type(secret(page, 'Пароль'), phrase);
      await hands.type(secret(page, 'Повторите пароль'), phrase);
      await hands.press(page.getByRole('checkbox', { name: 'Пользовательское соглашение' }));
      await hands.press(page.getByRole('checkbox', { name: 'обработку персональных данных' }));
      await answerCaptcha(page, hands);
      await hands.press(button(page, 'Зарегистрировать'));
      await expect(page.getByText('Создана учетная запись в сервисе «Личный кабинет абонента» ГУП РК «Крымэнерго»')).toBeVisible();

      await open(page, `${posting.url}/krymenergo/`);
      await signInWith(page, hands, login, phrase);
      await expect(status(page, 'ещё не активирована')).toBeVisible();

      const letter = await postedTo(posting, login);
      expect(letter.from).toBe('lk@example.ru');
      expect(letter.headers.Subject).toContain('Подтвердите регистрацию');
      const link = linkOf(letter);
      expect(link.startsWith(`${posting.url}/krymenergo/`)).toBe(true);
      await open(page, link);
      await expect(page.getByText('Учетная запись активирована')).toBeVisible();
      await hands.press(button(page, 'Войти'));
      await expect(field(page, 'Адрес электронной почты')).toHaveValue(login);
      await hands.type(secret(page, 'Пароль'), phrase);
      await hands.press(button(page, 'Войти'));
      await expect(heading(page, 'Мои счета')).toBeVisible();
      await hands.press(button(page, 'Выйти'));
      await expect(button(page, 'Войти')).toBeVisible();

      await page.goto('about:blank');
      await open(page, link);
      await expect(page.getByText('уже использована')).toBeVisible();
    });

    test('E18: a forgotten password is replaced through a letter; the link works once, sessions end', async ({ page, browser, posting }) => {
      const elsewhere = await browser.newContext({ baseURL: posting.url });
      const other = await elsewhere.newPage();
      await enter(other, maria, posting.url);
      await open(page, `${posting.url}/krymenergo/`);
      await hands.press(page.getByRole('link', { name: 'Забыли пароль' }));
      await expect(heading(page, 'Восстановление доступа')).toBeVisible();
      await hands.type(field(page, 'Адрес электронной почты'), maria.login);
      await answerCaptcha(page, hands);
      await hands.press(button(page, 'Восстановить'));
      await expect(page.getByText('письмо уже в пути')).toBeVisible();
      const letter = await postedTo(posting, maria.login);
      expect(letter.text).toMatch(/^Для восстановления доступа в сервисе «Личный кабинет абонента.* ГУП РК «Крымэнерго».* перейдите по нижеуказанной ссылке/);

      const link = linkOf(letter);
      const fresh = 'новая длинная фраза';
      await open(page, link);
      await expect(heading(page, 'Изменение пароля')).toBeVisible();
      await hands.type(secret(page, 'Новый пароль'), fresh);
      await hands.type(secret(page, 'Повторите пароль'), fresh);
      await hands.press(button(page, 'Отправить'));
      await expect(page.getByText('Пароль успешно изменен')).toBeVisible();
      await open(other, `${posting.url}/krymenergo/accounts`);
      await expect(button(other, 'Войти')).toBeVisible();
      await elsewhere.close();

      await hands.press(page.getByRole('link', { name: 'Войти' }));
      await expect(heading(page, 'Показания, счета')).toBeVisible();
      await signInWith(page, hands, maria.login, password);
      await expect(page.getByRole('alert').filter({ hasText: 'Неверный логин или пароль' })).toBeVisible();
      await hands.type(secret(page, 'Пароль'), fresh);
      await hands.press(button(page, 'Войти'));
      await expect(heading(page, 'Мои счета')).toBeVisible();

      await open(page, link);
      await hands.type(secret(page, 'Новый пароль'), 'ещё одна длинная фраза');
      await hands.type(secret(page, 'Повторите пароль'), 'ещё одна длинная фраза');
      await hands.press(button(page, 'Отправить'));
      await expect(page.getByText('уже использована')).toBeVisible();
    });
  });
}

test('E8: the staff refuse a request with a reason and approve the next one; each is told by letter and in the cabinet', async ({ page, posting }) => {
  await enter(page, maria, posting.url);
  const add = async () => {
    const dialog = page.getByRole('dialog', { name: 'Добавление лицевого счета' });
    await mouse.type(field(dialog, 'Сумма последнего платежа'), '1,00');
    await mouse.press(button(dialog, 'Добавить'));
    await expect(status(page, 'Создана заявка на добавление счета к учетной записи')).toBeVisible();
    return (await get(page, posting.url, maria, '/link-requests')).items.find(({ state }) => state === 'open').id;
  };
  await mouse.press(button(page, 'Добавить лицевой счет'));
  await page.getByRole('combobox', { name: 'Регион' }).selectOption({ label: 'Симферопольский РЭС' });
  await mouse.type(page.getByRole('textbox', { name: 'Номер лицевого счета' }), '420330871');
  await staff(posting, 'requests', 'refuse', await add(), '--reason', 'Счёт открыт на другого владельца');
  const refused = await postedTo(posting, maria.login);
  expect(refused.text).toContain('420330871');
  expect(refused.text).toContain('Счёт открыт на другого владельца');

  await page.reload();
  await ready(page);
  const request = page.getByRole('region', { name: 'Заявка на добавление счета 420 330 871' });
  await expect(request).toContainText('Счёт открыт на другого владельца');
  await mouse.press(button(request, 'Подать заново'));
  await staff(posting, 'requests', 'approve', await add());
  const approved = await postedTo(posting, maria.login, 2);
  expect(approved.headers.Subject).toContain('Лицевой счет 420330871 привязан к учетной записи');
  await page.reload();
  await ready(page);
  await expect(page.getByRole('region', { name: 'Лицевой счёт 420 330 871' })).toBeVisible();
});

test('E13, E20: a payment for two accounts: its page says both shares, its letter when the money arrives', async ({ page, posting }) => {
  await enter(page, maria, posting.url);
  await mouse.press(button(page, 'Добавить лицевой счет'));
  await page.getByRole('combobox', { name: 'Регион' }).selectOption({ label: 'Симферопольский РЭС' });
  const dialog = page.getByRole('dialog');
  await mouse.type(field(dialog, 'Номер лицевого счета'), '420330871');
  await mouse.type(field(dialog, 'Сумма последнего платежа'), '691,60');
  await mouse.press(button(dialog, 'Добавить'));
  await mouse.press(button(page, 'Оплатить несколько'));
  const several = page.getByRole('dialog', { name: 'Оплата нескольких счетов' });
  await mouse.type(field(several, 'Сумма, счет 420118734, ₽'), '100,50');
  await mouse.type(field(several, 'Сумма, счет 420330871, ₽'), '200');
  await mouse.press(button(several, 'Оплатить 300,50'));
  await payWith(page, cards.good);
  await backInTheCabinet(page);
  await expect(heading(page, 'Оплата прошла успешно')).toBeVisible();
  const main = page.getByRole('main');
  await expect(main).toContainText('300,50 ₽');
  await expect(main).toContainText(/Лицевой счёт 420\s118\s734:?\s*100,50\s₽/);
  await expect(main).toContainText(/Лицевой счёт 420\s330\s871:?\s*200,00\s₽/);

  const letter = await postedTo(posting, maria.login);
  expect(letter.headers.Subject).toMatch(/^Оплата получена: 300,50\s₽$/);
  for (const number of ['420118734', '420330871']) expect(letter.text.replace(/\s/g, '')).toContain(number);
  expect(letter.text).toContain('Получен, ожидает зачисления');
});

test('E17: the answer of the staff comes by letter and into the cabinet', async ({ page, posting }) => {
  await enter(page, maria, posting.url, '/krymenergo/feedback');
  await page.getByRole('combobox', { name: 'Тема' }).selectOption({ label: 'Предложение' });
  await mouse.type(page.getByRole('textbox', { name: 'Текст обращения' }), 'Добавьте оплату по QR-коду.');
  await mouse.press(button(page, 'Отправить'));
  const done = page.getByRole('heading', { name: /^Обращение № .+ принято$/ });
  await expect(done).toBeVisible();
  const number = /№ (.+) принято/.exec(await done.textContent())[1];
  const answer = join(posting.folder, 'answer.txt');
  await writeFile(answer, 'Спасибо, сделаем в следующем году.\n');
  await staff(posting, 'feedback', 'answer', number, '--text-file', answer);
  const letter = await postedTo(posting, maria.login);
  expect(letter.headers.Subject).toBe(`Ответ на обращение № ${number}`);
  expect(letter.text).toContain('Спасибо, сделаем в следующем году.');
  await page.reload();
  await ready(page);
  await expect(page.getByRole('region', { name: `Обращение № ${number}` })).toContainText('Спасибо, сделаем в следующем году.');
});
