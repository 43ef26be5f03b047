/**
 * A chosen photograph is made small before it is sent: on one bar of signal 300 KB arrive and 6 MB do not. Where the browser
 * cannot, or has no script, the photograph goes as it is and the server makes it small.
 */
(() => {
  if (globalThis.shrinksPhotos) return;
  globalThis.shrinksPhotos = true;

  async function shrunk(file, side) {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.75));
    return blob && blob.size < file.size ? new File([blob], 'photo.jpg', { type: 'image/jpeg' }) : file;
  }

  document.addEventListener('change', async ({ target }) => {
    const side = Number(target.dataset?.shrink);
    const [file] = target.files ?? [];
    if (!side || !file) return;
    const button = target.form?.querySelector('button.is-primary');
    if (button) button.disabled = true;
    try {
      const small = new DataTransfer();
      small.items.add(await shrunk(file, side));
      // Unless another one was chosen meanwhile.
      if (target.files[0] === file) target.files = small.files;
    } catch {
      // It is no picture, or this browser cannot: the server says what to do about it.
    }
    if (button) button.disabled = false;
  });
})();
