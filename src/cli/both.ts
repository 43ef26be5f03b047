/** Words of a command, in both languages: whoever sits at a terminal has chosen none. */
import { type Key, type Params, translator } from '#i18n/words';

const [zh, en] = [translator('zh-CN'), translator('en')];

/** 卡号 card · 密码只显示这一次 (shown once) where `apart` is 'brackets'. */
export const both = (key: Key, params: Params = {}, apart: 'brackets' | 'blank' = 'brackets'): string =>
  apart === 'blank' ? `${zh(key, params)} ${en(key, params)}` : `${zh(key, params)} (${en(key, params)})`;
