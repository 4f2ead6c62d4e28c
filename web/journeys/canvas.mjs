/** Pictures made smaller, packed and unpacked by the browser itself, so that no library for images is needed. */

/** A page of its own, whose policy lets it read pictures. */
export async function canvas(browser) {
  const page = await (await browser.newContext()).newPage();
  await page.goto('about:blank');
  await page.evaluate(() => {
    const steps = 17; // Colours on a scale of so few steps: small files, and no difference that an eye sees.
    globalThis.draw = async (source, width, height) => {
      const image = await createImageBitmap(await (await fetch(source)).blob());
      const surface = new OffscreenCanvas(width ?? image.width, height ?? image.height);
      const context = surface.getContext('2d', { willReadFrequently: true });
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, surface.width, surface.height);
      return { surface, context, data: context.getImageData(0, 0, surface.width, surface.height) };
    };
    globalThis.text = async (blob) => {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let binary = '';
      for (const byte of bytes) binary += String.fromCharCode(byte);
      return btoa(binary);
    };
    globalThis.pack = async (source, width, height) => {
      const { surface, context, data } = await globalThis.draw(source, width, height);
      data.data.forEach((value, at) => { data.data[at] = at % 4 === 3 ? 255 : Math.min(255, Math.round(value / steps) * steps); });
      context.putImageData(data, 0, 0);
      return globalThis.text(await surface.convertToBlob({ type: 'image/webp', quality: 1 }));
    };
    globalThis.raw = async (source, shrink) => {
      const whole = await globalThis.draw(source);
      const { surface, data } = await globalThis.draw(source, Math.round(whole.surface.width / shrink), Math.round(whole.surface.height / shrink));
      return { width: surface.width, height: surface.height, bytes: await globalThis.text(new Blob([data.data])) };
    };
    globalThis.png = async (bytes, width, height) => {
      const surface = new OffscreenCanvas(width, height);
      const values = Uint8ClampedArray.from(atob(bytes), (letter) => letter.charCodeAt(0));
      surface.getContext('2d').putImageData(new ImageData(values, width, height), 0, 0);
      return globalThis.text(await surface.convertToBlob({ type: 'image/png' }));
    };
  });
  const address = (type, bytes) => `data:image/${type};base64,${bytes.toString('base64')}`;
  const bytes = (text) => Buffer.from(text, 'base64');
  return {
    /** A picture of the screen as it is kept: half as wide, with fewer colours. */
    pack: async (png, { width, height }) => bytes(await page.evaluate(([source, w, h]) => globalThis.pack(source, w, h), [address('png', png), width / 2, height / 2])),
    /** The dots of a kept picture, made so many times smaller. */
    raw: async (webp, shrink) => { const made = await page.evaluate(([source, by]) => globalThis.raw(source, by), [address('webp', webp), shrink]); return { ...made, bytes: bytes(made.bytes) }; },
    png: async (raw, { width, height }) => bytes(await page.evaluate(([source, w, h]) => globalThis.png(source, w, h), [raw.toString('base64'), width, height])),
    close: () => page.context().close(),
  };
}
