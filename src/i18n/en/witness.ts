import type { witness as zh } from '#i18n/zh-CN/witness';

export const witness: Record<keyof typeof zh, string> = {
  'witness.title': 'Countersigning other books',
  'witness.lead':
    'Other books send their sealed heads here. We check that entries were only added and none was changed, and then sign too.',
  'witness.nobody': 'No other book is countersigned here.',
  'witness.key': 'The public key we countersign with',
  'witness.key_hint': 'Whoever runs another system puts it on their list; then our signature is known there.',
  'witness.address': 'Where to ask',
  'witness.address_hint': 'Machines send sealed heads here (C2SP tlog-witness).',
  'witness.logs': 'Books that we know',
  'witness.no_logs': 'There is no book on the list yet.',
  'witness.log': 'Book',
  'witness.size': 'Entries countersigned',
  'witness.when': 'Last time',
  'witness.never': 'not yet',
  'witness.split':
    '{when}: the book {origin} brought a second head of {size} entries that differs from the one we signed. Both carry its own signature, so one of them is false. Please do not trust this book until that is cleared up.',
  'witness.cosigned': 'The one that we signed',
  'witness.shown': 'The one that was brought later',
  'seal.title': 'Seal',
  'seal.none': 'Nothing was sealed yet.',
  'seal.last': 'Sealed last',
  'seal.held': 'Up to',
  'seal.waiting': 'Not sealed yet',
  'seal.now': 'Seal now',
  'seal.now_hint':
    'The system does it by itself every few minutes. In an entry that was sealed, no character can be changed unseen.',
  'seal.done': 'The book is sealed.',
  'seal.nothing': 'There is no new entry: what was sealed last is the newest.',
  'seal.anew':
    '{when}: the sealed log of this book began anew. The database was older than what had been sealed: the head of {size} entries is not in it. {who} decided to go on, because: {because}',
  'seal.witnesses': 'Who countersigns',
  'seal.witness': 'Countersigned by',
  'seal.witness_size': 'Up to',
  'seal.witness_state': 'State',
  'seal.state.cosigned': 'countersigned',
  'seal.state.waiting': 'asked again at the next sealing',
  'seal.state.split':
    'signed a book that differs from this one. Look into it at once: two parties were shown two books',
  'seal.state.ahead': 'signed a longer book than this one. Look into it at once: the database may have been set back',
  'seal.state.forged': 'what it answered is no signature of its own, and was not taken',
  'seal.state.refused': 'did not sign ({answer})',
  'seal.state.unreachable': 'not reached; asked again next time',
};
