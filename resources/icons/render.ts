/**
 * Draws the PNG and ICO files from the SVG files beside this one: `npm exec -- node resources/icons/render.ts`. Needs a Chromium, as
 * the tests do. The results are committed: a build needs no browser.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

const here = import.meta.dirname;

/** Electron finds the sharper versions of a tray icon by these endings. */
const trayDensities = { '': 1, '@1.25x': 1.25, '@1.5x': 1.5, '@2x': 2, '@3x': 3 };
const trayPixels = 16;
/** macOS paints a template in the colour of its menu bar; these are the densities of its displays. */
const templateDensities = { '': 1, '@2x': 2, '@3x': 3 };
/** For windows, for Linux's icon theme, and (512) for the packager, which makes macOS's from it. */
const appPixels = [16, 24, 32, 48, 64, 128, 256, 512];
const icoPixels = [16, 24, 32, 48, 64, 256];

async function draw(
  page: Page,
  svgFile: string,
  pixels: number,
  change: (svg: string) => string = (svg) => svg,
): Promise<Buffer> {
  const svg = change(readFileSync(join(here, svgFile), 'utf8')).replace(
    '<svg ',
    `<svg style="display:block" width="${pixels}" height="${pixels}" `,
  );
  await page.setViewportSize({ width: pixels, height: pixels });
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  return page.screenshot({ omitBackground: true });
}

/** Colours of what stands on the shape of a tray icon: cut out of it where there is one colour only. */
const detailColours = ['#fff', '#1d1600'];

/** The shape alone, in black. */
function template(svg: string): string {
  const masked = svg
    .replace(/#[0-9a-f]{3,6}/g, (colour) => (detailColours.includes(colour) ? 'black' : 'white'))
    .replace(/(<svg [^>]*>)/, '$1<mask id="shape">');
  return masked.replace('</svg>', '</mask><rect width="16" height="16" mask="url(#shape)" /></svg>');
}

/** An ICO is a directory of pictures; since Windows Vista they may be PNGs. All numbers are little-endian; 0 means 256. */
function ico(pictures: { pixels: number; png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { pixels, png }] of pictures.entries()) {
    const entry = 6 + 16 * index;
    header.writeUInt8(pixels % 256, entry);
    header.writeUInt8(pixels % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const file of readdirSync(join(here, 'tray')).filter((name) => name.endsWith('.svg'))) {
  for (const [ending, density] of Object.entries(trayDensities)) {
    const png = await draw(page, join('tray', file), trayPixels * density);
    writeFileSync(join(here, 'tray', file.replace('.svg', `${ending}.png`)), png);
  }
  for (const [ending, density] of Object.entries(templateDensities)) {
    const png = await draw(page, join('tray', file), trayPixels * density, template);
    writeFileSync(join(here, 'tray', file.replace('.svg', `Template${ending}.png`)), png);
  }
}
const pictures = new Map<number, Buffer>();
for (const pixels of appPixels) {
  const png = await draw(page, 'app.svg', pixels);
  pictures.set(pixels, png);
  writeFileSync(join(here, `app-${pixels}.png`), png);
}
const forIco = icoPixels.map((pixels) => ({ pixels, png: pictures.get(pixels) ?? Buffer.alloc(0) }));
writeFileSync(join(here, 'app.ico'), ico(forIco));
await browser.close();
