import type { witness as zh, sealKeys as zhKeys } from '#i18n/zh-CN/witness';

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
  'seal.state.asking': 'being asked; look again in a moment',
  'seal.state.split':
    'signed a book that differs from this one. Look into it at once: two parties were shown two books',
  'seal.state.ahead': 'signed a longer book than this one. Look into it at once: the database may have been set back',
  'seal.state.forged': 'what it answered is no signature of its own, and was not taken',
  'seal.state.refused': 'did not sign ({answer})',
  'seal.state.unreachable': 'not reached; asked again next time',
};

export const sealKeys: Record<keyof typeof zhKeys, string> = {
  'sealKeys.title': 'Public keys of the books',
  'sealKeys.lead':
    'When a book is sealed, the system puts its electronic stamp on it. A public key is a print of that stamp: with it anybody can tell that a book was sealed here, and not changed since.',
  'sealKeys.none': 'The books have no seal yet.',
  'sealKeys.how_1': 'Copy or save the keys today, and keep them yourself.',
  'sealKeys.how_2': 'Come back some time later and see that they are the same; if a key was changed, it says so here.',
  'sealKeys.how_3': 'When you check a book or a receipt, use the copy that you kept, and none that you were handed.',
  'sealKeys.file': 'Save as a file',
  'sealKeys.ours': 'The key of each book',
  'sealKeys.retired': 'An earlier key, good up to entry {size} only',
  'sealKeys.witnesses': 'Who signs with us',
  'sealKeys.witnesses_lead':
    'They sign what we seal only after checking it. To show two different books, they would have to take part.',
  'sealKeys.no_witnesses': 'Nobody else signs with us yet.',
  'sealKeys.link': 'Public keys of the books',
};
