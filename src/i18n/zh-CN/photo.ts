/** Photographs of what was written by hand. */
export const photo = {
  'photo.card': '照片',
  'photo.card_hint': '拍整张卡，字和手印都要看得清。一张照片管卡上的十行。',
  'photo.of_line': '{sheet} 第 {line} 行的照片',
  'photo.of_record': '这次服务的照片',
  'photo.add': '加一张照片',
  'photo.keep': '存照片',
  'step.photo.done': '照片存好了',
  'field.photo': '照片',
} as const;
