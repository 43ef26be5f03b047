/** What the page of all components shows: each in each of its states. A component that is missing here fails a test. */
import type { Listener, Sample } from '#http/patterns/sample';
import { stateSamples } from '#http/patterns/states';
import { timeSamples } from '#http/patterns/time';
import { wayOnSamples } from '#http/patterns/ways';

/** Everything but the parts of a form, which stand in a form that can be sent. */
export const samples = (listener: Listener): Sample[] => [
  ...timeSamples(listener),
  ...stateSamples(listener),
  ...wayOnSamples(listener),
];
