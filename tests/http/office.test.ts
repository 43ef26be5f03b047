/** Every page of the office, opened in both languages by everybody who may, and closed to everybody who may not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OfficeScene, openOffice } from '#tests/support/office';

let office: OfficeScene;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
