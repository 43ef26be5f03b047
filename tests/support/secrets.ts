/** Secrets of the tests: fresh for each process, but for the pair of keys, which takes a while to make. */
import { newSecrets, type Secrets } from '#config';
import { createLetterbox } from '#records/letterbox';

const ONCE: Secrets = newSecrets();

/** Nothing is kept from one run to the next. */
export const testSecrets = (): Secrets => ({ ...ONCE });

/** The letterbox of every house of this process. */
export const testLetterbox = createLetterbox(Buffer.from(ONCE.FIELD_KEY, 'base64'));
