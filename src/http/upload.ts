/**
 * Forms that carry a file (`multipart/form-data`). They are read to their end before anything is done, so that a form
 * that broke off leaves nothing behind; fields become the same `Fields` as those of any form.
 */
import type { FastifyRequest } from 'fastify';
import { MEGABYTE, PHOTO_MEGABYTES_MOST } from '#domain/photo';
import { Refusal } from '#domain/refusal';
import { collectField, type Fields } from '#http/form';
import type { OpenVisit } from '#http/route';
import { developPhoto, type Photo } from '#records/photo';

/** What is longer is not even read. */
const FORM_MOST = 40 * MEGABYTE;

export const UPLOAD_LIMITS = {
  fileSize: PHOTO_MEGABYTES_MOST * MEGABYTE,
  files: 1,
  fields: 600,
  fieldSize: 64 * 1024,
  fieldNameSize: 100,
  parts: 602,
};

export interface Upload {
  bytes: Buffer;
  tooLarge: boolean;
}

/** @throws Refusal too_large · unreadable: it broke off, is no form, or holds letters that cannot be read */
export async function readUpload(request: FastifyRequest): Promise<{ fields: Fields; upload: Upload | null }> {
  if (Number(request.headers['content-length'] ?? 0) > FORM_MOST) throw new Refusal('too_large');
  const fields: Fields = Object.create(null);
  let upload: Upload | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') upload = (await bytesOf(part.file)) ?? upload;
      else if (!collectField(fields, part.fieldname, String(part.value))) throw new Refusal('unreadable');
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    request.log.info({ code: (error as { code?: string }).code ?? 'broke off' }, 'a form could not be read');
    throw new Refusal((error as { statusCode?: number }).statusCode === 413 ? 'too_large' : 'unreadable');
  }
  return { fields, upload };
}

/** Null for a field in which no file was chosen. */
async function bytesOf(file: AsyncIterable<Buffer> & { truncated: boolean }): Promise<Upload | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of file) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return bytes.length > 0 ? { bytes, tooLarge: file.truncated } : null;
}

/** The photograph of this form as it came, or null when none was chosen. @throws Refusal photo_too_large */
export function rawPhotoIn({ upload }: Pick<OpenVisit, 'upload'>): Buffer | null {
  if (upload?.tooLarge) throw new Refusal('photo_too_large', { field: 'photo', most: PHOTO_MEGABYTES_MOST });
  return upload?.bytes ?? null;
}

/** The photograph of this form, made anew, or null when none was chosen. @throws Refusal photo_too_large · photo_unreadable */
export async function photoIn(visit: OpenVisit): Promise<Photo | null> {
  const raw = rawPhotoIn(visit);
  return raw && developPhoto(raw);
}
