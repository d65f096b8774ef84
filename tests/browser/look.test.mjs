// What is on the screen: a picture of every screen at two sizes, no sideways overflow from 360 to 2560 px, and a canvas that has a
// pixel of its own for every pixel of the device.
import { test, expect } from './fixture.mjs';
import { open, settled } from './steps.mjs';
import { screens } from './screens.mjs';

const sizes = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];

async function expectNoOverflow(page, what) {
  await settled(page);
  const wide = await page.evaluate(() => {
    const found = [];
    if (document.scrollingElement.scrollWidth > innerWidth) found.push(`page ${document.scrollingElement.scrollWidth}`);
    for (const element of document.querySelectorAll('#kabinet-mirror *')) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || element.hidden) continue;
      if (box.left < -0.5 || box.right > innerWidth + 0.5) found.push(`${element.tagName} ${element.id} ${box.left}…${box.right}`);
      if (element.classList.contains('scroller') && element.scrollWidth > element.clientWidth + 1) found.push(`${element.id} scrolls sideways`);
    }
    return found;
  });
  expect(wide, what).toEqual([]);
}

for (const [name, arrive] of Object.entries(screens)) {
  test(`${name}: pictures, and nothing sticks out`, async ({ page, kabinet, picture }) => {
    for (const size of sizes) {
      await page.setViewportSize(size);
      await arrive(page, kabinet.url);
      await expectNoOverflow(page, `${name} at ${size.width}`);
      await picture(name);
    }
    for (const size of [{ width: 360, height: 740 }, { width: 2560, height: 1440 }]) {
      await page.setViewportSize(size);
      await expectNoOverflow(page, `${name} at ${size.width}`);
      await picture(name);
    }
  });
}

for (const ratio of [1, 1.5, 2, 3]) {
  test.describe(`device pixel ratio ${ratio}`, () => {
    test.use({ deviceScaleFactor: ratio, viewport: { width: 900, height: 700 } });
    test('the canvas buffer is its CSS size times the ratio, and letters are as sharp as the browser draws them', async ({ page }) => {
      await open(page, '/krymenergo/');
      await settled(page);
      const canvas = await page.evaluate(() => {
        const element = document.querySelector('canvas');
        const box = element.getBoundingClientRect();
        return { buffer: [element.width, element.height], css: [box.width, box.height], ratio: devicePixelRatio };
      });
      expect(canvas.ratio).toBe(ratio);
      expect(canvas.buffer).toEqual(canvas.css.map((px) => Math.round(px * ratio)));

      // The heading on the canvas against the same words in the same face as a DOM element in the same place.
      const words = page.getByRole('heading', { level: 1 });
      const box = await words.boundingBox();
      const clip = { x: Math.floor(box.x), y: Math.floor(box.y), width: Math.ceil(box.width), height: Math.ceil(box.height) };
      const picture = await page.screenshot({ clip });
      const ours = await sharpness(page, picture);
      await words.evaluate((element) => {
        const style = element.style;
        style.cssText += ';color:#13233a;background:#f3f6fa;font:600 40px/1.2 "Golos Text";letter-spacing:0';
      });
      const theirs = await sharpness(page, await page.screenshot({ clip }));
      expect(theirs).toBeGreaterThan(0.2);
      expect(ours / theirs, `steepest edges: ours ${ours.toFixed(2)}, the browser's ${theirs.toFixed(2)}`).toBeGreaterThan(0.85);
      // The measure sees what it is for: the same picture at CSS pixels, stretched, is duller.
      if (ratio > 1) expect(await sharpness(page, picture, ratio) / theirs).toBeLessThan(0.8);
    });
  });
}

// How steep the edges of the letters are: of all steps between neighbours along the rows, the 90th percentile, 0…1. A picture that
// was drawn smaller and stretched has its edges spread over several pixels.
async function sharpness(page, png, shrunk = 1) {
  return page.evaluate(async ({ base64, shrunk }) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const small = new OffscreenCanvas(Math.round(image.width / shrunk), Math.round(image.height / shrunk));
    small.getContext('2d').drawImage(image, 0, 0, small.width, small.height);
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(small, 0, 0, image.width, image.height);
    const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
    const steps = [];
    for (let y = 0; y < height; ++y) {
      for (let x = 1; x < width; ++x) {
        const step = Math.abs(data[(y * width + x) * 4 + 1] - data[(y * width + x - 1) * 4 + 1]);
        if (step > 20) steps.push(step);
      }
    }
    steps.sort((a, b) => a - b);
    return (steps[Math.floor(steps.length * 0.9)] ?? 0) / 255;
  }, { base64: png.toString('base64'), shrunk });
}

test('a field shows its focus: the frame around it takes the accent', async ({ page }) => {
  await open(page, '/krymenergo/');
  const field = page.getByRole('textbox', { name: 'Адрес электронной почты' });
  await expect(field).toBeFocused();
  const box = await field.boundingBox();
  const edge = { x: Math.round(box.x), y: Math.round(box.y + box.height / 2) - 2, width: 2, height: 4 };
  await settled(page);
  const focused = await page.screenshot({ clip: edge });
  await page.keyboard.press('Tab');
  await settled(page);
  expect((await page.screenshot({ clip: edge })).equals(focused)).toBe(false);
});
