/** 规则: every rule with a number in words, where it comes from, what was decided before, and changes by two officers. */
import { z } from 'zod';
import { dayOf } from '#domain/day';
import { UNITS } from '#domain/policy-unit';
import { levelOf } from '#domain/region';
import { readDay } from '#domain/times';
import { submissionKey, text, ticked, understood } from '#http/form';
import { beside, doneWords, sayPath } from '#http/office-words';
import { readValue } from '#http/policy-form';
import { mayAsk, pageOfRule } from '#http/policy-page';
import { ruleRow, ruleWords, SECTIONS, sectionOf } from '#http/policy-words';
import { notFound, page, type Route, type Visit } from '#http/route';
import { landed, textOf } from '#http/staff-page';
