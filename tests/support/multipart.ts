import { randomBytes } from 'node:crypto';

export interface FormFile {
  name: string;
  bytes: Buffer;
  type?: string;
}

/** A form as a browser sends it with a file. */
export function multipart(
  fields: Record<string, string | string[]>,
  file: FormFile | null,
): { payload: Buffer; headers: Record<string, string> } {
  const boundary = `----yinling${randomBytes(8).toString('hex')}`;
  const parts = Object.entries(fields).flatMap(([name, value]) =>
    [value]
      .flat()
      .map((one) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${one}\r\n`)),
  );
  if (file) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${file.name}"; filename="IMG_1.jpg"\r\nContent-Type: ${file.type ?? 'image/jpeg'}\r\n\r\n`;
    parts.push(Buffer.from(head), Buffer.from(file.bytes), Buffer.from('\r\n'));
  }
  const payload = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}
