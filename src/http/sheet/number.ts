/** Numbers of paper as they are printed, read out and typed: nine digits on a form, eight on a card. */
import { halfWidth } from '#domain/digits';

/** 4530 1827: read over the telephone in two breaths. */
export const spaced = (number: string): string => number.replace(/^(\d{4})(\d{4})$/, '$1 $2');

export const isFormNumber = (number: string): boolean => number.length === 9;

/** 123 456 789, or 4404 2074 for a card. */
export const spacedSheet = (number: string): string =>
  isFormNumber(number) ? number.replace(/(\d{3})(?=\d)/g, '$1 ') : spaced(number);

/** A number as it is typed from paper, with the blanks that are printed in it. */
export const numberIn = (typed: string): string => halfWidth(typed).replace(/[\s-]/g, '');
