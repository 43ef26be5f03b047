/** The courier: carries what lies in the outbox, a few at a time, never within a request. */
import { messageWords } from '#http/telling-words';
import { translator } from '#i18n/words';
import { type Channel, NotTaken } from '#jobs/channel';
import { deskFor, type House } from '#usecases/desk';
import { dueLetters, type Letter, letterFailed, letterSent, takeLetter } from '#usecases/telling/carry';

/** As many leave at once: their commits are one, and no gateway is run over. */
const AT_ONCE = 8;
/** Of one round: the next comes soon. */
const A_ROUND = 200;

interface Bag {
  channel: Channel;
  /** Whom to call where a village has no helper. */
  servicePhone: string;
}

/** Carry what is due. A gateway that does not answer at all ends the round: the others would only wait for it too. */
export async function carry(house: House, bag: Bag): Promise<{ sent: number; failed: number }> {
  const done = { sent: 0, failed: 0 };
  const ids = await dueLetters(deskOf(house), A_ROUND);
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const ends = await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => carryOne(house, bag, id)));
    done.sent += ends.filter((end) => end === 'sent').length;
    done.failed += ends.filter((end) => end !== 'sent' && end !== null).length;
    if (ends.includes('no_answer')) break;
  }
  return done;
}

/** A desk of the moment: a round may last longer than the clock of one should stand still. */
const deskOf = (house: House) =>
  deskFor(house, { actor: { kind: 'job', id: 'job:courier' }, requestId: 'job-courier' });

async function carryOne(house: House, { channel, servicePhone }: Bag, id: string): Promise<string | null> {
  const letter = await takeLetter(deskOf(house), id);
  if (!letter) return null;
  try {
    await channel.send(messageOf(letter, servicePhone));
  } catch (error) {
    const why = error instanceof NotTaken ? error.code : 'not_sent';
    await letterFailed(deskOf(house), letter, why);
    return why;
  }
  await letterSent(deskOf(house), letter);
  return 'sent';
}

function messageOf({ id, to, telling, helper }: Letter, servicePhone: string) {
  const { phone, language } = to;
  const words = { lang: language, t: translator(language, true) };
  return { id, phone, language, text: messageWords(telling, helper, servicePhone, words), event: telling.notice.event };
}
