import { expect, test } from 'vitest';
import { usableAfterNotice } from '#domain/notice';

test('the books close on the fifth, moved to a working day; then the notice hangs for its days', () => {
  expect(usableAfterNotice('2026-10-20', 5, 7)).toBe('2026-11-12');
  // 5 December 2026 is a Saturday.
  expect(usableAfterNotice('2026-11-01', 5, 7)).toBe('2026-12-14');
  expect(usableAfterNotice('2026-11-30', 5, 7)).toBe('2026-12-14');
  expect(usableAfterNotice('2026-12-31', 5, 10)).toBe('2027-01-15');
});
