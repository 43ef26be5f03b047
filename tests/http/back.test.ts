import { expect, test } from 'vitest';
import { cameFrom, localPath } from '#http/back';
import { prefersEnglish } from '#http/language';

test('one is led back to a page of this house and nowhere else', () => {
  expect(localPath('/members?q=%E9%99%88')).toBe('/members?q=%E9%99%88');
  const traps = [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    'members',
  ];
  for (const trap of [...traps, undefined, ['/a'], `/${'a'.repeat(3000)}`])
    expect(localPath(trap), String(trap)).toBeNull();
});

test('the page before is known by its path on the same host', () => {
  expect(cameFrom('http://yinling.test/members?q=1#x', 'yinling.test')).toBe('/members?q=1');
  expect(cameFrom('http://evil.test/members', 'yinling.test')).toBeNull();
  expect(cameFrom(undefined, 'yinling.test')).toBeNull();
});

test('English is for whoever asks for it before Chinese', () => {
  for (const header of ['en', 'en-GB,en;q=0.9', 'fr,en;q=0.5', 'en,zh;q=0.8'])
    expect(prefersEnglish(header), header).toBe(true);
  for (const header of ['', '*', 'zh-CN,zh;q=0.9,en;q=0.8', 'fr', 'en;q=0'])
    expect(prefersEnglish(header), header).toBe(false);
});
