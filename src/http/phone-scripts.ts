/** What runs on the helper's phone, made of `src/field`. */
import { builtFile, type Recipe } from '#http/built';

const RECIPE: Recipe = {
  folder: 'phone',
  // Their own files, and the pure rules and words that they bring along.
  sources: ['src/field', 'src/domain', 'src/i18n'],
  options: {
    minify: true,
    format: 'iife',
    platform: 'browser',
    // Of 2021: what an older browser cannot read leaves it with the page as it is without script.
    target: ['chrome87', 'firefox90', 'safari15'],
  },
};

/** Each script, and where it begins. */
export const PHONE_SCRIPTS = {
  'field.js': 'src/field/main.ts',
  'field-codes.js': 'src/field/codes.ts',
  'field-worker.js': 'src/field/worker/worker.ts',
} as const;
export type PhoneScript = keyof typeof PHONE_SCRIPTS;

export const isPhoneScript = (name: string): name is PhoneScript => Object.hasOwn(PHONE_SCRIPTS, name);

/** @param settled while we run no source changes: it is looked at once */
export const phoneScript = (name: PhoneScript, settled = false): Buffer =>
  builtFile(RECIPE, name, PHONE_SCRIPTS[name], settled);
