/** `/field/`: the helper's log with no signal. `phone.` is said by the phone itself: figures by name, no plurals. */
import type { phone as source } from '#i18n/zh-CN/phone';

export const phone: Record<keyof typeof source, string> = {
  'fieldLog.title': 'Log with no signal',
  'fieldLog.short_title': 'Log',
  'fieldLog.hint': 'Kept on the phone first; it uploads by itself when there is a signal',
  'fieldLog.needs_script':
    'This browser cannot open this page: it keeps records on the phone first and uploads them later. Please try the browser that came with the phone. With a signal, the ordinary log works too.',
  'fieldLog.ordinary_log': 'Use the ordinary log',
  'fieldLog.lists': 'My records',
  'fieldLog.upload_now': 'Upload now',
  'fieldLog.sign_in': 'Sign in',
  'fieldLog.have_read': 'I have read it',
  'fieldLog.search_hint': 'Name, pinyin initials, card or phone',
  'fieldLog.round': 'One sheet, several doors',
  'fieldLog.round_hint': 'Meals, morning calls: a line a door, the time counted once',
  'fieldLog.everybody': 'Elders of the village',
  'fieldLog.install': 'Put it on the home screen',
  'fieldLog.install_hint':
    'Please open this in the phone’s browser and add it to the home screen: in the browser’s menu, choose “Add to home screen”. Opened inside WeChat it may not open with no signal.',
  'fieldLog.install_do': 'Add to home screen',
  'fieldLog.other_person': 'Somebody else',
  'fieldLog.ask_exactly': 'Another length, another day, what time, anything else',
  'fieldLog.go_text':
    'Write it down before you go; the time is now. With no signal it is kept here; the file says when it was kept and when it arrived.',
  'fieldLog.absent': 'Nobody at home',
  'fieldLog.absent_note': 'A word about it: whom you asked, what they said',
  'fieldLog.doors': 'Which doors',
  'fieldLog.doors_hint': 'Choose each door you went to, and whether you saw her',
  'fieldLog.told_in_person': 'Told in person',
  'fieldLog.told_hint': 'I told the elder or the family what was written down',
  'fieldLog.pin': 'The elder confirms with her PIN',
  'fieldLog.pin_hint':
    'Hand her the phone and let her press her six digits herself. They are sealed at once; nobody can read them on this phone.',
  'fieldLog.photo_none': 'Not this photo',
  'fieldLog.photo_drop': 'Discard this photo',
  'fieldLog.save': 'Keep on the phone',
  'fieldLog.away': 'Seen, put it away',
  'fieldLog.drafts': 'Drafts',
  'fieldLog.waiting': 'To upload',
  'fieldLog.sent': 'Uploaded',
  'fieldLog.take': 'Take it to the station',
  'fieldLog.take_file': 'Save as a file',
  'fieldLog.bring': 'Go on uploading here',
  'fieldLog.bring_hint':
    'A file from another phone of yours, or the text that a code reader gave. Nothing is recorded twice, even if that phone has uploaded it since.',
  'fieldLog.bring_file': 'Choose the file',
  'fieldLog.bring_text': 'Or paste the text of the codes here',
  'fieldLog.bring_do': 'Go on uploading',

  'phone.and': ' and ',
  'phone.and_more': '{names} and {count} more',
  'phone.line': '{giver} for {receiver}: {service}',
  'phone.correct_title': 'Correct this record of {name}',
  'phone.correction': 'Corrected: {line}',
  'phone.when': '{day}, {at}, {minutes}',
  'phone.some_elder': 'an elder',
  'phone.some_volunteer': 'a volunteer',
  'phone.some_order': 'the visit that was asked for',
  'phone.some_service': 'service not chosen yet',
  'phone.whom': 'who was helped',

  'phone.ask_title': 'Ask for help for {name}',
  'phone.ask_line': 'Help asked for {receiver}: {service}',
  'phone.ask_aloud':
    '{name}, I am asking for help for you: {service}, {day}, {at}, about {minutes}. Whether there is enough time we shall know once this is uploaded, and I will come and tell you. Is that all right?',
  'phone.ask_aloud_later':
    'Once it is chosen what, which day and how long, a sentence to read to the elder stands here.',
  'fieldLog.witness': 'Witness',
  'fieldLog.witness_hint':
    'They are relatives: please name somebody from outside both families, a neighbour or a village official. If nobody is there now, it can be added later.',
  'fieldLog.witness_find': 'Find on the list',
  'fieldLog.witness_name': 'Not on the list: the name',
  'phone.witness_none': 'None of these',
  'fieldLog.owed': 'To look in on',
  'fieldLog.look': 'Record a visit',
  'fieldLog.service': 'Record a service',
  'fieldLog.look_at': 'How the elder is',
  'fieldLog.look_at_hint':
    'Nothing ticked means seen in person and all well. Tick what is wrong, and somebody sees to it at once.',
  'phone.owed_paired': 'They are a pair: a visit is recorded too.',
  'phone.owed_by': 'by {day}',
  'phone.owed_late': 'was due {day}',
  'phone.owed_more': '{count} more',
  'phone.owed_away': 'Not at home now, not to be visited: {count}',
  'phone.not_seen': 'Tried today, not seen',
  'phone.duty_line': 'Visit to {receiver}: {look}',
  'phone.call_town': 'Town: {name}',
  'phone.call_who': 'Call {label} {tel}',
  'phone.call_about': 'You may want to call',
  'phone.state_noted': 'Uploaded: the visit is written down',
  'phone.state_alert': 'Uploaded: somebody sees to it',
  'phone.absent_title': 'Nobody was at home at {name}’s',
  'phone.absent_words':
    'It is written down and uses nobody’s time. This visit is then over; for another one, ask again.',
  'phone.absent_went_words':
    'It is written down and uses nobody’s time. This trip is over; the next one is written down anew.',
  'phone.absent_line': 'Nobody at home at {receiver}’s: {service}',
  'phone.absent_kept': 'Nobody at home, kept',
  'phone.go_line': 'Going: {line}',
  'phone.go_ordered': 'This visit is agreed and registered already; you can simply go.',
  'phone.went_for_nothing': 'You set out at {at}.',
  'phone.went_at': 'You set out at {at}; go on here when it is done.',
  'phone.when_at': '{day}, {at}',
  'phone.in_three_days': 'in 3 days',

  'phone.state_draft': 'Draft, not kept yet',
  'phone.state_kept': 'Kept on this phone, not uploaded yet',
  'phone.state_sent': 'Uploaded, waiting for review',
  'phone.state_mend': 'To be corrected',
  'phone.state_mended': 'Corrected, not sent yet',
  'phone.state_unused': 'Not used',
  'phone.state_ended': 'closed, not credited',
  'phone.state_credited': 'Credited',
  'phone.ask_why': 'Please call the town and ask what to correct',

  'phone.sync_fetching': 'Fetching the list of people',
  'phone.sync_no_list': 'No list of people on this phone yet; fetch it once while there is a signal',
  'phone.sync_none': 'All uploaded (list: {at})',
  'phone.sync_none_out': 'No signal; write down as usual (list: {at})',
  'phone.sync_sending': 'Uploading; still on this phone: {count}',
  'phone.sync_kept': 'Not uploaded yet: {count}',
  'phone.sync_out': 'No signal. Kept on this phone, not uploaded: {count}. They go by themselves later',
  'phone.sync_later': 'It did not get through just now. Still on this phone: {count}. Trying again in a while',
  'phone.sync_door': 'You have been signed out. Still on this phone: {count}. Sign in, and they upload',
  'phone.sync_door_none': 'You have been signed out. Sign in again to upload and to fetch the list of people',
  'phone.sync_no_post':
    'You have no post now that logs visits. Still on this phone: {count}. Save them as a file under “My records”',
  'phone.sync_leaving': 'You signed out; the house does not know yet and hears it first. Not uploaded: {count}',
  'phone.sync_left': 'Signed out. Still on this phone, to be uploaded when you sign in: {count}',
  'phone.sync_others': 'Written on this phone by somebody else: {count}. She must sign in herself to upload them',
  'phone.sync_mend': 'To be corrected: {count}. Everything else is uploaded',

  'phone.no_list':
    'There is no list of people on this phone yet. Sign in and open this page once; after that you can write down with no signal.',
  'phone.leaving':
    'You have signed out, and the list of people is gone from this phone. There is no network, so the house does not know yet: as soon as there is one, this phone signs you out first. Please hand the phone to nobody before that. What was not uploaded is still here for when you sign in again.',
  'phone.language_out':
    'The language cannot change now: there is no network, or you are signed out. Press again later.',
  'phone.nobody':
    'There is nobody on your list. If you are new, please enrol the elders first. If your post has changed, please call the town: what was not uploaded stands under “My records”, where it can be saved as a file for the station.',
  'phone.found_none': 'Nobody found. Write it another way, or fetch the list again when there is a signal.',
  'phone.card': 'card {number}',
  'phone.late': 'overdue',
  'phone.gone':
    '{name} is no longer on your list: moved away, or looked after by somebody else. You need not go there any more; what you wrote down stays.',
  'phone.own_family': 'your family',
  'phone.own_family_do':
    'Care inside your own family must be written down by somebody else. Please ask another officer of the village; what you filled in stays here to be read out.',
  'phone.family_no_minutes': 'Family of the elder: it is recorded and counts no time',
  'phone.own_minutes': 'How long {name} was there, only if different',
  'phone.round_title': 'Write down a round',
  'phone.too_many_doors': 'One sheet has at most {most} doors. Please write two.',
  'phone.nobody_found':
    'Nobody was there at any door, so this sheet has no time to record and need not be kept. Where a visit had been asked for, open it on the desk and choose “Nobody home”; otherwise nothing is to be recorded, and if you are worried, please call the town.',
  'phone.found_seen': 'Seen',
  'phone.found_absent': 'Not seen',
  'phone.found_phone': 'By phone',
  'phone.found_of': 'Was {name} seen',
  'phone.pin_of': '{name}, please press your six digits yourself',
  'phone.pin_cannot':
    'This address is not encrypted and cannot seal a PIN, so none is asked here. The wall card can confirm it later.',
  'phone.sure': 'This visit is {minutes}. Was it really that long?',
  'phone.sure_yes': 'Yes, it was that long',
  'phone.sure_first': 'This visit is {minutes}, which is long. If that is right, choose “Yes” below and keep it again.',
  'phone.mend_because': 'To be corrected: {why}',

  'phone.full':
    'The phone is full and this record is not kept yet. Do not close this page: delete some photos or videos and press again; or write it on paper first.',
  'phone.not_kept':
    'The phone did not keep this record. Do not close this page; please press again. If it still does not work, write it on paper first.',
  'phone.online_log': 'Where there is signal you can use the ordinary log instead and fill it in there again',
  'phone.keeps_nothing':
    'This browser keeps nothing, so nothing can be written down with no signal. Please use the phone’s own browser, not in private mode. There is signal now, so you can use the ordinary log; where there is none, please write it on paper first.',
  'phone.long_wait':
    'Some records have waited here for five days. Some phones clear pages that were not opened for seven days: please go where there is a signal and upload, or take them to the station.',
  'phone.no_worker':
    'This address is not encrypted: once closed, the page does not open again with no signal. What was kept stays on the phone. Before you go where there is no signal, please leave this page open; or write on paper and use the ordinary log later.',

  'phone.door_note': 'A note on {name} (optional)',
  'phone.photo_take': 'Photograph the card or sheet',
  'phone.photo_again': 'Take it again',
  'phone.photo_working': 'Making the photo smaller',
  'phone.photo_same': 'Use the photo of {at}',
  'phone.photo_chosen': 'The photo will be kept with this record',
  'phone.photo_there': 'This record has a photo already; you can add another.',
  'phone.photo_full':
    'The phone is full and the photo is not kept. The record can be kept all the same; add the photo to it once there is room.',
  'phone.photo_not_kept':
    'The phone did not keep the photo. Please take it again; if it still does not work, keep the record without it.',
  'phone.photo_large':
    'The photo was not taken in: it is too large for the network. Please set the camera to a smaller size and add one to the record. The record was taken in and stays as it is.',
  'phone.photo_kept': 'Photo not uploaded yet',
  'phone.photo_sent': 'Photo uploaded',
  'phone.photo_lost': 'The phone was full; the photo is not kept',
  'phone.photo_drop_sure': 'Discard this photo? It will be gone from the phone; the record stays.',
  'phone.sync_photos': 'All records uploaded; photos not uploaded yet: {count}. They upload by themselves',
  'phone.sync_photos_sending': 'All records uploaded; photos still to upload: {count}',
  'phone.sync_photos_back': 'All records uploaded; photos not taken in: {count}',

  'phone.worker_none':
    'This browser cannot keep the page on the phone: once closed, it does not open again with no signal. What was kept stays on the phone. Please use the browser that came with the phone, and no private window; or leave this page open, or write on paper first.',
  'phone.worker_failed':
    'This page is not kept on the phone yet: something went wrong just now. Open it again with a signal; if this is still said before you go where there is none, please leave the page open or write on paper first. What was kept stays on the phone.',
  'phone.cut':
    'You look after more elders than the phone takes along: these are the first {count}. For the others please use the log on the desk, with a signal.',
  'phone.none_begun': 'Nothing half written',
  'phone.none_waiting': 'Nothing waits to be uploaded',
  'phone.none_sent': 'What was uploaded is listed here',
  'phone.older': 'Earlier ones: {count}',
  'phone.mend': 'Correct it',
  'phone.look': 'See the record',
  'phone.go_on': 'Go on',
  'phone.drop': 'Discard',
  'phone.drop_sure': 'Discard this draft? It cannot be brought back.',

  'phone.take_words':
    'Not uploaded yet: {count}. Take them to the station as a file, or let the station scan the codes. They stay on this phone too.',
  'phone.take_photos': 'Photos in the file: {count}.',
  'phone.take_photos_left': 'Photos that are not in the file: {count}. They stay on this phone and upload later.',
  'phone.codes_without': 'The codes carry no photos; the file does.',
  'phone.brought_photos': ' Photos: {count}.',
  'phone.take_none': 'Nothing waits to be uploaded, so there is nothing to take.',
  'phone.take_others': 'Written by somebody else: {count}. They wait until she uploads them herself.',
  'phone.bring_elsewhere':
    'These are from somebody else’s phone and cannot be recorded under your name. Hand them in on the page for that: they go under the name of whoever wrote them, and nothing is recorded twice.',
  'phone.bring_door': 'Please sign in first, then go on uploading.',
  'phone.bring_unread':
    'No record could be read. Please choose a file that was saved on the phone, or paste the whole text of a code.',
  'phone.brought': 'Taken over: {count}; uploading now. Here already: {known}.',
  'nav.field': 'No signal',
};
