// The code of a captcha from its words, as who cannot see the picture would write it down.
import { expect } from './fixture.mjs';
import { button } from './steps.mjs';

const numerals = {
  один: 1, одна: 1, два: 2, две: 2, три: 3, четыре: 4, пять: 5, шесть: 6, семь: 7, восемь: 8, девять: 9, десять: 10, одиннадцать: 11, двенадцать: 12,
  тринадцать: 13, четырнадцать: 14, пятнадцать: 15, шестнадцать: 16, семнадцать: 17, восемнадцать: 18, девятнадцать: 19, двадцать: 20, тридцать: 30,
  сорок: 40, пятьдесят: 50, шестьдесят: 60, семьдесят: 70, восемьдесят: 80, девяносто: 90, сто: 100, двести: 200, триста: 300, четыреста: 400,
  пятьсот: 500, шестьсот: 600, семьсот: 700, восемьсот: 800, девятьсот: 900,
};

// "сорок две тысячи семьсот пять" → "42705"
export function numberIn(words) {
  return String(words.toLowerCase().split(/\s+/).reduce((sum, word) => (/^тысяч/.test(word) ? sum * 1000 : sum + numerals[word]), 0));
}

// Asks for the words and types what they say.
export async function answerCaptcha(page, hands) {
  await hands.press(button(page, 'Код словами'));
  const said = page.getByRole('status').filter({ hasText: /^Код: / });
  await expect(said).toBeVisible();
  await hands.type(page.getByRole('textbox', { name: 'Введите код с картинки' }), numberIn((await said.textContent()).replace('Код: ', '')));
}
