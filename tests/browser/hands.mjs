// Two ways to use a screen: the mouse, and the keyboard alone. Flows are written once and walked with both.
// Must not know the flows. The keyboard goes from stop to stop with Tab and checks that each of them shows the focus.
import { expect } from './fixture.mjs';
import { press, tabTo } from './steps.mjs';

const role = (control) => control.evaluate((element) => element.getAttribute('role') ?? { A: 'link', BUTTON: 'button' }[element.tagName]);

export const mouse = {
  name: 'mouse',
  async press(control) { await press(control); },
  async type(field, text) {
    await field.click();
    await field.press('Control+a');
    await field.page().keyboard.type(text);
  },
  async choose(row) { await press(row.getByRole('cell').nth(2)); },
  // Leaves a dialog.
  async dismiss(dialog) { await press(dialog.getByRole('button', { name: 'Закрыть' })); },
};

export const keyboard = {
  name: 'keyboard',
  async press(control) {
    await expect(control).toBeEnabled();
    await expect(control).toBeVisible();
    const kind = await role(control);
    if (kind === 'tab') return moveTo(control);
    await tabTo(control);
    await control.page().keyboard.press(kind === 'link' ? 'Enter' : kind === 'radio' ? ' ' : this.odd() ? 'Enter' : ' ');
  },
  // Buttons take Space and Enter alike: in turn.
  odd() { return (this.turn = (this.turn ?? 0) + 1) % 2 === 1; },
  async type(field, text) {
    await expect(field).toBeVisible();
    await tabTo(field);
    await field.page().keyboard.press('Control+a');
    await field.page().keyboard.type(text);
  },
  async choose(row) { await this.press(row.getByRole('radio')); },
  async dismiss(dialog) { await dialog.page().keyboard.press('Escape'); },
};

// A tab list is one stop; the arrows move inside.
async function moveTo(tab) {
  const page = tab.page();
  const list = page.getByRole('tablist').filter({ has: tab });
  await tabTo(list.locator('[role=tab][tabindex="0"]'));
  const count = await list.getByRole('tab').count();
  for (let i = 0; i < count && await tab.getAttribute('aria-selected') !== 'true'; ++i) {
    const before = await list.locator('[aria-selected=true]').textContent();
    await page.keyboard.press('ArrowRight');
    await expect(list.locator('[aria-selected=true]')).not.toHaveText(before);
    await expect(list.locator('[aria-selected=true]')).toBeFocused();
  }
  await expect(tab).toHaveAttribute('aria-selected', 'true');
}
