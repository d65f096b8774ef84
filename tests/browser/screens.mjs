// Every screen and dialog by name, and how to come to it with a page that is not signed in anywhere yet. For the tests that go
// through them all: axe, pictures, widths, pixel ratios, security.
import { expect } from './fixture.mjs';
import { button, enter, get, heading, open, people, press } from './steps.mjs';

const section = (person, path, title) => async (page, base) => {
  await enter(page, people[person], base, `/${people[person].utility}${path}`);
  await expect(heading(page, title)).toBeVisible();
};
const place = (path, title) => async (page, base) => {
  await open(page, base + path);
  await expect(page.getByRole('heading', { name: title }).first()).toBeVisible();
};
// A form with a code to type: its picture has come.
const form = (path, title) => async (page, base) => {
  await place(path, title)(page, base);
  await expect(page.getByRole('img', { name: /^Картинка с кодом/ })).toHaveJSProperty('complete', true);
  await expect(page.getByRole('img', { name: /^Картинка с кодом/ })).not.toHaveJSProperty('naturalWidth', 0);
};
const legal = (id, title) => async (page, base) => {
  await place(`/kraskom/legal/${id}`, title)(page, base);
  await expect(page.getByText(/^Редакция от [^.]*$/)).toBeVisible();
};
const loaded = (page) => expect(page.getByRole('status').filter({ hasText: 'Загрузка' })).toHaveCount(0);

async function contract(page, base, tab) {
  await enter(page, people.torgmarka, base);
  const { items } = await get(page, base, people.torgmarka, '/accounts');
  await open(page, `${base}/kraskom/contracts/${items.find(({ number }) => number === '12/04871').id}`);
  await expect(heading(page, 'Вода и стоки')).toBeVisible();
  if (!tab) return;
  await press(page.getByRole('tab', { name: tab }));
  await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible();
  await loaded(page);
}

// What the address names is loaded anew, so that the screen is the same at every visit.
async function contractAt(page, base, tail, table) {
  await enter(page, people.torgmarka, base);
  const { items } = await get(page, base, people.torgmarka, '/accounts');
  await open(page, `${base}/kraskom/contracts/${items.find(({ number }) => number === '12/04871').id}/${tail}`);
  await expect(page.getByRole('table', { name: table })).toBeVisible();
}
const year = () => `${new Date().getFullYear()}`;

async function payment(page, base, state) {
  await enter(page, people.maria, base);
  const { items } = await get(page, base, people.maria, '/payments');
  await open(page, `${base}/krymenergo/payments/${items.find((one) => one.state === state).id}`);
  await loaded(page);
}

export const screens = {
  'start-krymenergo': place('/krymenergo/', 'Авторизация'),
  'start-kraskom': place('/kraskom/', /КрасКом|Вода/),
  'organisations': place('/kraskom/organisations', 'Личный кабинет для юридических лиц'),
  'sign-in-organisation': place('/kraskom/organisations/sign-in', 'Авторизация'),
  'sign-in-individual': place('/kraskom/individuals', 'Авторизация'),
  'registration': form('/krymenergo/registration', 'Регистрация'),
  'registration-organisation': form('/kraskom/organisations/registration', 'Регистрация'),
  'registration-errors': async (page, base) => {
    await screens['registration-organisation'](page, base);
    await page.getByRole('textbox', { name: 'ИНН' }).fill('24990000371');
    await press(button(page, 'Код словами'));
    await press(button(page, 'Зарегистрироваться'));
    await expect(page.getByRole('group', { name: 'Что исправить' })).toBeFocused();
  },
  'activation': form('/kraskom/activation', 'Активация учетной записи'),
  'activation-unknown': form('/kraskom/activation#unknown', 'Активация учетной записи'),
  'recovery': form('/krymenergo/recovery', 'Восстановление доступа'),
  'recovery-individual': place('/kraskom/individuals/recovery', 'Восстановление доступа'),
  'recovery-password': place('/kraskom/recovery#token', 'Изменение пароля'),
  'password': section('torgmarka', '/profile/password', 'Изменение пароля'),
  'legal-agreement': legal('agreement', /соглашение/i),
  'legal-consent': legal('consent', /согласие/i),
  'legal-policy': legal('policy', /политика/i),
  'feedback': place('/kraskom/feedback', 'Обратная связь'),
  'readings-without-registration': place('/krymenergo/readings-without-registration', 'Показания без регистрации'),
  'not-found': place('/krymenergo/no/such/address', 'Страница не найдена'),
  'sign-in-error': async (page, base) => {
    await open(page, `${base}/krymenergo/`);
    await page.getByRole('textbox', { name: 'Адрес электронной почты' }).fill(`nobody-${Date.now()}@example.ru`);
    await page.getByLabel('Пароль', { exact: true }).fill('wrong');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'Неверный логин' })).toBeVisible();
  },
  'accounts': async (page, base) => {
    await section('maria', '/accounts', 'Мои счета')(page, base);
    await expect(page.getByRole('heading', { name: /Потребление/ })).toBeVisible();
    await loaded(page);
  },
  'client': async (page, base) => {
    await section('ivanov', '/accounts', 'Информация о клиенте')(page, base);
    await expect(page.getByRole('list', { name: 'Поставщик' })).toBeVisible();
    await loaded(page);
  },
  'charges': async (page, base) => {
    await section('ivanov', '/charges', 'Начисления')(page, base);
    await expect(page.getByRole('table', { name: 'По месяцам' })).toBeVisible();
  },
  'bills': async (page, base) => {
    await section('ivanov', '/bills', 'Счет-квитанция')(page, base);
    await expect(page.getByRole('table', { name: 'Счет-квитанция' })).toBeVisible();
  },
  'pay-by-card': async (page, base) => {
    await section('ivanov', '/pay', 'Оплатить банковской картой')(page, base);
    await expect(page.getByRole('textbox', { name: 'Сумма платежа' })).toBeVisible();
  },
  'contracts': async (page, base) => {
    await section('torgmarka', '/contracts', 'Договоры')(page, base);
    await expect(page.getByRole('table', { name: 'Договоры' })).toBeVisible();
  },
  'contract': (page, base) => contract(page, base),
  'contract-objects': (page, base) => contract(page, base, 'Абоненты'),
  'contract-balance': (page, base) => contractAt(page, base, `balance?from=${year()}-01-01&to=${year()}-09-30`, 'Акт сверки'),
  'contract-invoices': (page, base) => contractAt(page, base, `invoices?from=${year() - 1}-12&to=${year()}-12`, 'Счета-фактуры'),
  'contract-payment': (page, base) => contractAt(page, base, 'payment', 'Счёт к оплате'),
  'readings': async (page, base) => {
    await section('maria', '/readings', 'Показания')(page, base);
    await expect(page.getByRole('table', { name: /История показаний/ })).toBeVisible();
  },
  'readings-table': async (page, base) => {
    await section('torgmarka', '/readings', 'Ввод показаний счетчиков')(page, base);
    await press(page.getByRole('checkbox', { name: 'Группировать по объекту' }));
    await expect(page.getByRole('table', { name: 'Приборы учёта' })).toContainText('приборов:');
  },
  'readings-sheet': async (page, base) => {
    await section('torgmarka', '/readings/list', 'Ввод показаний счетчиков')(page, base);
    const first = page.getByRole('table', { name: 'Ввод показаний списком' }).getByRole('textbox').first();
    await first.fill('1');
    await expect(page.getByRole('status').filter({ hasText: 'ошибок 1' })).toBeVisible();
  },
  'readings-typed': async (page, base) => {
    await screens.readings(page, base);
    const [day, night] = (await get(page, base, people.maria, '/meters')).items.find(({ serial }) => serial === '30518842').registers;
    const form = page.getByRole('region', { name: /^Меркурий .*30518842/ });
    const type = (name, register, factor) => form.getByRole('textbox', { name })
      .fill(String(Number(register.previous) + Math.round(Number(register.usual) * factor)).padStart(5, '0'));
    await type('Т1 · день', day, 1);
    await type('Т2 · ночь', night, 6);
    await press(page.getByRole('heading', { name: 'Показания', exact: true }));
    await expect(page.getByRole('region', { name: 'Предварительный расчёт' })).toContainText('₽');
  },
  'readings-organisation': async (page, base) => {
    await section('torgmarka', '/readings', 'Ввод показаний счетчиков')(page, base);
    await expect(page.getByRole('table', { name: 'Приборы учёта' })).toBeVisible();
  },
  'readings-window': async (page, base) => {
    await screens['readings-organisation'](page, base);
    const { items } = await get(page, base, people.torgmarka, '/meters');
    const meter = items.find((one) => !one.closed_on && (!one.latest || one.latest.period !== one.window.period));
    await press(page.getByRole('table', { name: 'Приборы учёта' }).getByRole('row').filter({ hasText: meter.serial }).getByRole('radio'));
    await press(button(page, 'Добавить показания'));
    await expect(page.getByRole('dialog', { name: 'Добавить показания' })).toBeVisible();
  },
  'readings-individual': async (page, base) => {
    await section('ivanov', '/readings', 'Отправить показания')(page, base);
    await expect(page.getByRole('table', { name: /История показаний/ })).toBeVisible();
  },
  'payments': async (page, base) => {
    await section('maria', '/payments', 'Платежи')(page, base);
    await expect(page.getByRole('table', { name: 'Платежи' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Что оплатить' })).toBeVisible();
  },
  'payments-organisation': async (page, base) => {
    await section('torgmarka', '/payments', 'Платежи')(page, base);
    await expect(page.getByRole('table', { name: 'Платежи' })).toBeVisible();
  },
  'pay-window': async (page, base) => {
    await screens.payments(page, base);
    await press(page.getByRole('region', { name: 'Что оплатить' }).getByRole('button', { name: /^Оплатить/ }));
    await expect(page.getByRole('dialog', { name: 'Оплата по лицевому счету' })).toBeVisible();
  },
  'accounts-add': async (page, base) => {
    await screens.accounts(page, base);
    await press(button(page, 'Добавить лицевой счет'));
    await expect(page.getByRole('dialog', { name: 'Добавление лицевого счета' })).toBeVisible();
  },
  'accounts-remove': async (page, base) => {
    await screens.accounts(page, base);
    await press(button(page, 'Убрать, лицевой счет 420118734'));
    await expect(page.getByRole('dialog', { name: 'Убрать лицевой счет?' })).toBeVisible();
  },
  'accounts-zones': async (page, base) => {
    await screens.accounts(page, base);
    await press(page.getByRole('tab', { name: 'Стоимость по зонам' }));
    await press(page.getByRole('checkbox', { name: /(^|\s)Таблицей$/ }));
    await expect(page.getByRole('table', { name: 'Стоимость по зонам' })).toBeVisible();
  },
  'profile': async (page, base) => {
    await section('maria', '/profile', 'Профиль')(page, base);
    await expect(page.getByText('этот браузер', { exact: true })).toBeVisible();
  },
  'profile-merge': async (page, base) => {
    await screens.profile(page, base);
    await press(button(page, 'Объединить профили'));
    await expect(page.getByRole('dialog', { name: 'Объединение учетных записей' })).toBeVisible();
  },
  'profile-delete': async (page, base) => {
    await screens.profile(page, base);
    await press(button(page, 'Удалить профиль'));
    await expect(page.getByRole('dialog', { name: 'Удаление профиля' })).toBeVisible();
  },
  'feedback-signed-in': async (page, base) => {
    await section('maria', '/feedback', 'Обратная связь')(page, base);
    await page.getByLabel('Прикрепить файлы').setInputFiles([{ name: 'договор.docx', mimeType: 'application/zip', buffer: Buffer.from('PK') }]);
    await expect(page.getByRole('alert').filter({ hasText: 'Можно только PDF' })).toBeVisible();
  },
  'payment-result': (page, base) => payment(page, base, 'posted'),
};
