import type { refusal as zh } from '#i18n/zh-CN/refusal';

export const refusal: Record<keyof typeof zh, string> = {
  'refusal.sign_in_needed': 'Please sign in first, then do this.',
  'refusal.sign_in_wrong':
    'These two do not belong together. Please look again and retype them: {left, plural, one {# more try} other {# more tries}} today.',
  'refusal.sign_in_card_needed': 'Several people share this phone number. Please use the number on your service card.',
  'refusal.sign_in_locked':
    'There were too many tries today, so we paused to be safe. Come back tomorrow, or ask the office one level up.',
  'refusal.pin_wrong':
    'This is not the PIN. You have {left, plural, one {# more try} other {# more tries}} today. If it is forgotten, the helper can set a new one.',
  'refusal.pin_locked':
    'There were too many tries today, so we paused to be safe. Come back tomorrow, or ask your helper for a new PIN.',
  'refusal.pin_not_set': 'There is no PIN yet. Please ask your helper: you choose the six digits yourself.',
  'refusal.nothing_ticked': 'Nothing is ticked yet. Please tick each line that you have told.',
  'refusal.pin_not_six': 'A PIN has six digits, no more and no fewer. Please press it again.',
  'refusal.pin_weak': 'These six digits are easy to guess, like 123456 or a birthday. Please choose others.',
  'refusal.pin_differs': 'The two are not the same. Please press the same six digits twice.',
  'refusal.pin_same': 'The new digits are the present ones. Please choose six others.',
  'refusal.pin_needs_second_person':
    'A second person must be present when a PIN is set. Please write down their name and phone number.',
  'refusal.present_not_independent':
    'The second person must be neither the member, nor their family, nor you. Please ask somebody else.',
  'refusal.password_weak':
    'This password is easy to guess. Please use twelve characters or more, without the user name.',
  'refusal.password_differs': 'The two new passwords are not the same. Please write them again.',
  'refusal.not_found': 'We could not find it. The address may be mistyped, or the record is not yours to see.',
  'refusal.not_yours': 'Somebody else has to do this one. Please ask the person in charge.',
  'refusal.no_such_page': 'We could not find this page. Please start again from the front page.',
  'refusal.wrong_method': 'Please go back and do this step with the button on the page.',
  'refusal.form_expired': 'This page was open too long. What you typed is still here; please press the button again.',
  'refusal.too_many_requests': 'That was a lot at once. Please wait a minute.',
  'refusal.too_large': 'That was too much at once. Please write a little less, or choose a smaller photo.',
  'refusal.unreadable': 'Some characters could not be read. Please fill it in again.',

  'refusal.missing': 'Please fill in: {label}.',
  'refusal.not_understood': 'We did not understand “{label}”. Please write it another way.',
  'refusal.person_first':
    'A confirmation is printed for one elder. Find the elder first and print it from "Paper forms" on the file.',
  'refusal.nothing_to_ask':
    'No record waits for the word of this elder now. Write the visit down first, then print this form.',
  'refusal.thumb_needed':
    'It is the word of the elder only with a thumbprint on the sheet. Where there is none, ask again in person.',
  'refusal.line_changed':
    'This record was changed after it was printed and is not what stands on the sheet. Print a new one and ask again.',
  'refusal.sheet_unknown':
    'There is no form with this number. Look at its nine digits again, or leave it empty where there is none.',
  'refusal.sheet_wrong_kind': 'This number is on another kind of form. Look at the name of the form.',
  'refusal.sheet_of_other': 'This form was printed for somebody else.',
  'refusal.sheet_used': 'This form was keyed in before and need not be keyed in again.',
  'refusal.sheet_without_person':
    'No name is printed on this consent form. Find the file of that person first and give its number on the page about consent.',
  'refusal.line_taken':
    'Line {line} was keyed in before, with other content. Please look at the record below; if the paper is wrong, correct it there.',
  'refusal.person_unknown':
    'Nobody was found by this name. Please write the full name, the everyday name, or the card number.',
  'refusal.several_people': 'More than one person has this name. Please write the card number.',
  'refusal.pin_other_minutes':
    'The record says other minutes, so the PIN was not used. Please let her confirm the record as it stands.',
  'refusal.long_log':
    'You wrote {minutes}, far longer than this service usually takes. If it really took that long, tick the box and press again; if not, put it right.',
  'refusal.old_line':
    'This says {day}, which is long ago. If it really was that day, tick the box and send it again; if not, put it right.',
  'refusal.person_unsure':
    'This is only a part of a name. Is it one of these: {names}? Please write the full name, the everyday name, or the card number.',
  'refusal.serves_herself':
    'The volunteer and the elder are the same person. Caring for oneself earns no time; please see whether a name is wrong.',
  'refusal.long_line':
    'This line says {minutes}, much longer than usual. If it really took that long, tick the box and send it again.',
  'refusal.photo_unreadable':
    'This file is not a photo we can read. Please take one with the phone camera and choose it.',
  'refusal.photo_too_large':
    'The photo is too large, {most} MB at most. Please set the camera to a smaller size and take it again; everything else is kept.',
  'refusal.photo_gone':
    'The photo never arrived and is no longer on the phone. Please open the record and add a photo there.',
  'refusal.too_long': '“{label}” is too long: {most} characters at most. Please write it shorter.',
  'refusal.too_many': 'There are too many in {label}, at most {most}. Please split them.',
  'refusal.file_unreadable':
    'We cannot read this file. Please save it as a file again on the phone and choose the whole file, or paste all of its text.',
  'refusal.file_elsewhere':
    'Whoever wrote these records never held a post in your area. Please hand the file to their own village or town.',
  'refusal.form_unknown':
    'We do not know this form. Open the page once where there is signal, so that it is renewed, and send again.',
  'refusal.form_too_old':
    'This form is too old and is no longer read. Open the page once where there is signal, so that it is renewed, and fill it in again.',
  'refusal.count_not_understood': 'We did not understand how many: “{label}”. Please write a number, such as 2.',
  'refusal.alone_and_others': '“Lives alone” goes with nobody else. Please leave what is true.',
  'refusal.birthday_not_understood':
    'We did not understand the day. You can write 1942-03-05; if only the year is known, write the year.',
  'refusal.minutes_not_understood': 'We did not understand how long. You can write 90, 1.5 hours or 1h30.',
  'refusal.minutes_zero':
    'The time is 0 minutes. Please give the real time; if nobody was there, choose “nobody home”.',
  'refusal.day_not_understood': 'We did not understand the day. You can write yesterday, or 2026-11-20.',
  'refusal.day_in_future': 'That day has not come yet. Please give a day that has passed.',
  'refusal.day_too_long_ago': 'That day is too long ago to add now. Please call your town officer.',
  'refusal.day_in_past': 'That day has passed. Please give today or a later day.',
  'refusal.day_too_far': 'That day is too far ahead. Please give a nearer one.',
  'refusal.end_before_start': 'The end is before the start. Please check whether they are swapped.',
  'refusal.time_not_understood': 'We did not understand the time. You can write 9:30, 3 pm or 15:20.',
  'refusal.time_needed':
    'Please give the start and the end; if nobody remembers, choose morning, afternoon or evening.',
  'refusal.identity_wrong':
    'The identity number does not add up; one digit may be off. Please compare it with the card.',
  'refusal.phone_wrong': 'This is not a full phone number: mobiles have 11 digits, landlines need the area code.',
  'refusal.service_unknown': 'There is no such service. Please choose one from the list.',
  'refusal.service_off': 'This service is not open at the moment. Please choose another, or call and ask.',
  'refusal.region_unknown': 'We could not find this village. Please choose it from the list.',
  'refusal.over_service_maximum': 'This service lasts {maximum} at most. Book less, or two visits.',
  'refusal.reason_needed': 'Please write the reason, so that the other side knows what to do.',
  'refusal.witness_needed': 'Please name a witness, such as a neighbour or a village official.',
  'refusal.witness_not_independent':
    'The witness must be neither of the two, nor their family. Please name somebody else.',
  'refusal.proof_needed': 'Please choose what shows that they are family.',
  'refusal.consent_needed': 'Please ask the person or the family first, and write down how they agreed.',

  'refusal.family_record': 'This is care within your family, so you cannot record it. Please ask a colleague.',
  'refusal.family_record_by':
    'This is care within your family, so you cannot record it. Please ask {name}; what you filled in is still here and can be read out.',
  'refusal.own_record': 'This record is about yourself, so somebody else decides on it.',
  'refusal.own_family_decision': 'This record is about your family, so somebody else decides on it.',
  'refusal.four_eyes': 'You did an earlier step of this, so somebody else does this one.',
  'refusal.not_checked': 'This record has not been checked yet. The village or the social worker looks at it first.',
  'refusal.month_closed': 'The books of that month are closed. Please pass it on to the county officer.',
  'refusal.card_wrong': 'We did not recognise this card. Please look at the number, or try another card.',
  'refusal.card_locked':
    'Too many wrong card numbers today, so this stops for now. Please scan the code on the card with the phone’s camera, or ask the helper by phone to write it down.',
  'refusal.long_visit':
    'Since you signed in {minutes} have passed, much longer than usual. If it really took that long, tick the box and press again; if you forgot to sign out, write down how long it was.',
  'refusal.signed_in_too_long':
    'More than a day has passed since you signed in. Please write down how long it was, or ask the helper to do so.',
  'refusal.not_signed_in':
    'No visit is under way: you have not signed in, or you have signed out already. If the visit is over, you can write it down.',
  'refusal.evidence_thin': 'There is not enough evidence yet. Please call back or visit, then decide.',
  'refusal.needs_a_look': 'Something here asks for a second look. Please open it by itself, then decide.',
  'refusal.nobody_found':
    'Nobody on this sheet was seen or heard, so there is no time to record. Add the door where you did meet somebody, or leave the sheet out.',
  'refusal.out_of_reach':
    'This elder is not in your area now; she may have moved. The record is still on the phone: save it as a file and hand it to the village where she lives.',
  'refusal.no_post':
    'You hold no post at present, so this cannot be taken in. It is still on the phone: save it as a file and hand it to whoever took over in the village.',
  'refusal.which_record': 'On the same day these two have a record already. Please see whether it is this one.',
  'refusal.which_order':
    'A visit was booked for this elder within a day of this. Please say whether it is the same one.',
  'refusal.volunteer_unknown': 'This volunteer was not found. Please choose one of the list.',
  'refusal.volunteer_not_ready':
    'This volunteer cannot do this service yet. Please check training and health statement first.',
  'refusal.member_not_approved': 'This enrolment is still being checked. It can be done once the town has approved it.',
  'refusal.member_known': 'This person is already enrolled. Please use the record that exists.',
  'refusal.minutes_short':
    'There is not enough time left: {missing} short. Book less, or let the helper ask the town for pool time.',
  'refusal.volunteer_too_young':
    'One can enrol as a volunteer from the age of 18. Younger people come with a school or a group.',
  'refusal.login_taken': 'Somebody already uses this user name. Please choose another.',
  'refusal.earns_nothing_in_post': 'A helper in post earns no time in their own village.',
  'refusal.grant_not_before_today': 'A post begins today or later. Please change the date.',
  'refusal.undo_too_late': 'The time for taking it back has passed. Please ask your helper to change it.',
  'refusal.corrected_meanwhile':
    'Somebody has corrected this record or taken it further, so what you corrected on the phone was not used. Please look at the record as it is now; if something is still wrong, correct it again or call the town.',
  'refusal.state_moved': 'Somebody has just worked on this record. Please look at it as it is now, then decide.',
  'refusal.key_reused': 'This form was sent a moment ago with other content. Please check it and press again.',
  'refusal.already_done': 'This has been done already. There is nothing left to do.',
  'refusal.reversal_twice': 'This record has been reversed already. There is nothing left to do.',
  'refusal.replaced_once':
    'This record already stands instead of another one and is not replaced again. If it is wrong too, reverse it only, and write down anew what is right.',
  'refusal.round_once':
    'This record is a round with a line for each door and cannot be replaced. Reverse it, and write down anew what is right.',
  'refusal.replacement_nothing':
    'By the rules this would give nobody a minute: {reason}. Please check it; if it is so, reverse the record only.',
  'refusal.not_reversible':
    'This entry moved no balance and cannot be reversed. What is booked is cancelled at its request.',
  'refusal.correction_short':
    'This time is already used or booked: {missing} cannot be taken back. First reverse the service that used it, or cancel the booking.',
  'refusal.opening_file': 'This file is no table. Save it as .xlsx in WPS or Excel and choose it again.',
  'refusal.opening_xls': 'This is the old format (.xls). Save it as .xlsx in WPS or Excel and choose it again.',
  'refusal.opening_locked': 'This table has a password and cannot be opened. Save it without one and choose it again.',
  'refusal.opening_cut':
    'This file is not whole: its end is missing. Copy it again, or open it in WPS or Excel and save it once more.',
  'refusal.opening_broken':
    'This file is damaged and cannot be read. Open it in WPS or Excel, save it as .xlsx and choose it again.',
  'refusal.opening_large':
    'This table is too large: at most 5000 rows and 100 columns, and no pictures. Please leave only what is to be brought in.',
  'refusal.opening_no_workbook':
    'This file is no table, perhaps a document under another name. Save it as .xlsx in WPS or Excel and choose it again.',
  'refusal.opening_sheets':
    'More than one sheet of this file is filled in. Leave only the one to be brought in and choose it again.',
  'refusal.opening_formula':
    'Cell {cell} is a formula, and what it comes to is not brought in. Copy it and paste the values only.',
  'refusal.opening_date':
    'The table program took cell {cell} for a date or a time of day. Set that column to number and fill it in again.',
  'refusal.opening_merged': 'Cell {cell} is part of a merged cell, so nobody can tell whose it is. Please split it.',
  'refusal.opening_strange': 'Cell {cell} is neither text nor a number. Please put it right and choose it again.',
  'refusal.opening_heading':
    'The first row must say what stands where: card or identity number, and minutes or hours (one of the two). Please mend it and choose it again.',
  'refusal.opening_empty': 'Nobody is in this table. Put one person in each row below the heading and choose it again.',
  'refusal.opening_row':
    'Row {line} cannot be read, most likely a quotation mark is alone. Please mend it and choose it again.',
  'refusal.opening_number_lost':
    'The table program shortened the identity number in row {line} and its last digits are lost. Set that column to text and fill it in again.',
  'refusal.opening_number':
    'The number in row {line} is wrong: a card has eight digits, an identity number eighteen. Please mend it and choose it again.',
  'refusal.opening_minutes':
    'The time in row {line} is wrong: more than 0, whole minutes, ten thousand hours at most. Please mend it and choose it again.',
  'refusal.opening_unknown':
    '{count, plural, one {# row has} other {# rows have}} nobody: row {lines}. It must be an approved member of this county, with a card in force. Check the number, or enrol her first.',
  'refusal.opening_twice':
    'Rows {first} and {line} are the same person. Each person has one row in a table: add them up.',
  'refusal.opening_again': 'This table was brought in already, or waits to be accepted. There is nothing left to do.',
  'refusal.correction_same':
    'This is what was entered. Write what it should be, or leave it empty to reverse the entry only.',
  'refusal.hold_overdrawn': 'Less time is held than this needs. Please call the county officer to look at it.',
  'refusal.cover_short': 'The pool is short at the moment. This one waits until the county has added time.',
  'refusal.policy_day_in_past': 'A new rule begins on a later day. Please change the date.',

  'refusal.too_slow':
    'It is busy and this was not finished in time. Please press again in a moment; it will not count twice.',
  'refusal.no_room':
    'The system’s disk is full, so this was not saved; everything saved before is safe. What you typed is still here: please press again in a while, it will not count twice. If it stays like this, please call us.',
  'refusal.ledger_unbalanced':
    'The books did not add up, so the system stopped and waits for somebody to look. Your time is safe; please call us.',
  'refusal.audit_running': 'The books are being checked. Please wait until this one is done.',
  'refusal.no_seal':
    'The books have no seal yet, so nothing can be sealed. Whoever runs the system makes one by the manual.',
  'refusal.book_set_back':
    'The book is older than what was sealed of it; perhaps an old copy was restored. Nothing is posted and nothing sealed until somebody decides. What you typed is not lost; please tell whoever runs the system.',
  'refusal.book_not_set_back':
    'This book is not behind what was sealed of it: sealing goes on, and nothing need begin anew.',
  'refusal.book_bent':
    'The book does not agree with what was sealed at number {size}: somebody has touched it. Nothing is sealed; whoever runs the system must look at once.',
  'refusal.receipt_unknown':
    'No entry in the book agrees with all of these. Please compare them with the receipt once more; if it still does not agree, call the number below.',
  'refusal.receipt_strange': 'This is no receipt. Please choose the file that was downloaded.',
  'refusal.receipt_cut':
    'This receipt is not whole: its end is missing. Please find the whole one, or download it again.',
  'refusal.receipt_changed':
    'This receipt was changed: it is not as it was made, and does not count. Please download it again.',
  'refusal.receipt_elsewhere':
    'This receipt was not made from this book. Please see whether it is of another county or another house.',
  'refusal.receipt_ahead':
    'This receipt is genuine, and newer than the book that we have: the book may have been set back. Please keep the file and call the number below at once.',
  'refusal.receipt_forked':
    'We made this receipt, and the book says something else now: somebody may have touched it. Please keep the file and call the number below at once.',
  'refusal.receipt_split':
    'We made this receipt, and yet the book has another seal code for the same size: not everybody was shown the same book. Please keep the file and call the number below at once.',
  'refusal.receipt_unsealed': 'This entry is not sealed yet, so there is no file of it. Please come back when it is.',
  'refusal.receipt_bent':
    'This entry does not agree with what was sealed, so no receipt is made of it. Please call us at once.',

  'refusal.visit_unseen':
    'If nobody was seen or heard, nothing can be said about how she is. Change how you met her, or take the ticks away.',
  'refusal.visit_both':
    'Something is ticked below, and “All well” was pressed. If all is well, take the tick away; if not, press “Save, and hand it on” below.',
  'refusal.visit_what':
    'Nothing is ticked and nothing written. Please tick what is wrong or write a few words; if nothing is wrong, press “All well, save”.',
  'refusal.volunteer_uninsured':
    '{name} is not insured on {day}, and this service has a risk. Insure them first, or choose a volunteer who is.',
  'refusal.insurance_number_taken':
    'This policy number of this insurer is on file already. Look at the one that is there.',
  'refusal.insurance_ages': 'The upper age must be above the lower. Please change it.',
  'refusal.incident_nobody': 'Please name at least one elder or one volunteer.',
  'refusal.cash_differs':
    'What was received is not what was paid and returned: ¥{yuan} apart. Say why, or put the figures right.',
  'refusal.cash_not_understood': 'This amount was not understood. Write 35 or 35.50.',
  'refusal.cash_no_errand': 'This was no errand, so there is no money to write down.',
  'refusal.pair_self': 'Nobody can be paired with themselves. Choose another volunteer.',
  'refusal.pair_family': 'They are family, and family care is not a pairing. Choose another volunteer.',
  'refusal.pair_dead': '{who, select, elder {This elder} other {This volunteer}} has died. The pairing cannot be made.',
  'refusal.pair_not_on_file':
    'The enrolment of {who, select, elder {this elder} other {this volunteer}} is not approved yet. Come back when it is.',
  'refusal.pair_suspended':
    '{who, select, elder {This elder} other {This volunteer}} is suspended. Choose somebody else, or resume the file first.',
  'refusal.pair_not_volunteer': 'This person is not on file as a volunteer. Choose a volunteer.',
  'refusal.pair_in_post':
    'This volunteer is in post here, and may not be paired in their own area while in post. Choose another.',
  'refusal.pair_relatives': 'The rules here do not let relatives be paired. Choose another volunteer.',
  'refusal.pair_wish_sex':
    'The elder will have only a woman, or only a man. Choose a volunteer who is as wished, or change the wish first.',
  'refusal.pair_wish_tongue':
    'The elder will have only somebody who speaks as she does. Choose such a volunteer, or change the wish first.',
  'refusal.pair_twice': 'They are paired already, or on the way to be. Look at the pairing that is there.',
  'refusal.storm_holds':
    'Weather mode is on here: nobody is sent until it ends. Please phone to ask how things are; in an emergency call 119 or 120. What was done already can still be written down.',
  'refusal.storm_level': 'It is declared for a town or a county. Please choose a town or a county.',
  'refusal.storm_twice': 'It was declared for this place before, and the list is made. Please open that one and go on.',
  'refusal.storm_not_begun': 'Weather mode has not begun, so it cannot end. If it passed by, please call it off.',
  'refusal.storm_drill':
    'A drill is only the list and the telling: nobody is kept from going out. Please call it off when it is done.',
  'refusal.storm_over':
    'Weather mode has ended and the list is closed. Please look in on the people on it and write down a visit.',
  'refusal.storm_outside':
    'This elder does not live where the storm is. Please look at the address, or tell the village there.',
  'refusal.storm_gone': 'This elder is no longer on file and need not be put on the list.',
  'refusal.storm_listed': 'This elder is on the list already. Please mark the line there.',
  'refusal.pair_full':
    'This volunteer has {load, plural, one {# elder} other {# elders}} already, and may have {most} at most. Choose another, or end one pairing first.',
  'refusal.pair_away':
    '{who, select, elder {This elder} other {This volunteer}} is away. Come back when they are home.',
  'refusal.pair_moved':
    'One of the two moved to another town, so this cannot simply go on. End it and propose a new one, for the new town to confirm.',
  'refusal.pair_uncovered':
    '{minutes} a month would not be covered: neither the time she is given nor the pool has as much. Make the visits fewer or shorter, or ask the county to fill the pool.',
  'refusal.plan_running': 'A plan is being made for another town, one at a time. Press again in a minute or two.',
  'refusal.plan_old': 'This town has a newer plan; this one can only be read. Work with the newer one.',
  'refusal.plan_row_moved': 'Somebody has just dealt with this line. Look at it as it is now, then decide.',
  'refusal.plan_rows_moved':
    'Somebody has just dealt with some of the lines. Look at how many there are now, then accept.',
  'refusal.plan_elder_moved': 'The elder has moved out of the town.',
  'refusal.plan_volunteer_moved': 'The volunteer has moved out of the town. Choose another volunteer.',
  'refusal.plan_elder_paired': 'The elder is paired with somebody else by now, or is about to be.',
  'refusal.pair_visits': 'Visits must be {fewest} to {most} a month. Change how many.',
  'refusal.pair_minutes': 'A visit must take {fewest} to {most} minutes. Change how long.',
};
