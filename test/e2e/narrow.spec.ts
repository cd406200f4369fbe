/** In a narrow window, as at 125 % scaling, the way on stays in sight beside a long mapping. */

import { startProgram, type Program } from './host/program.ts';
import { expect, test } from './host/test.ts';

test.use({ viewport: { width: 1024, height: 640 } });

let engine: Program;

test.beforeAll(async () => {
  engine = await startProgram();
});
test.afterAll(async () => {
  await engine?.stop();
});

test('a file can be imported without scrolling past its mapping', async ({ page }) => {
  await engine.open(page);
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'carriers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('USDOT Number,Legal Name,City\n1000001,Bolt LLC,ELKO\n'),
  });
  const start = page.getByRole('button', { name: 'Import', exact: true });
  await expect(start).toBeEnabled();
  await expect(start).toBeInViewport({ ratio: 1 });
});
