/** Photographs of what was written by hand. */
export const photo = {
  'photo.card': 'Photo',
  'photo.card_hint': 'The whole card, with writing and thumbs readable. One photo serves the ten lines of a card.',
  'photo.of_line': 'Photo of {sheet}, line {line}',
  'photo.of_record': 'Photo of this visit',
  'photo.add': 'Add a photo',
  'photo.keep': 'Keep the photo',
  'step.photo.done': 'The photo is kept',
  'field.photo': 'photo',
} as const;
