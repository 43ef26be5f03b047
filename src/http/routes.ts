/** Every route of the app. `tests/http/routes.txt` is the same table, recorded. */
import { routes as access } from '#http/access';
import { routes as alert } from '#http/alert';
import { routes as askFor } from '#http/ask/for';
import { routes as card } from '#http/card';
import { routes as credits } from '#http/credits';
import { routes as desk } from '#http/desk';
import { routes as due } from '#http/due';
import { routes as exchange } from '#http/exchange';
import { routes as exchangeFile } from '#http/exchange/file';
import { routes as exchangeLog } from '#http/exchange/log';
import { routes as exchangeNew } from '#http/exchange/new';
import { routes as exchangePhoto } from '#http/exchange/photo';
import { routes as exchangeRecipient } from '#http/exchange/recipient';
import { routes as exchangeVolunteer } from '#http/exchange/volunteer';
import { routes as fieldPhotos } from '#http/field/photos';
import { routes as fieldRecords } from '#http/field/records';
import { routes as fieldRefused } from '#http/field/refused';
import { routes as fieldRoster } from '#http/field/roster';
import { routes as fieldShell } from '#http/field/shell';
import { routes as fieldStation } from '#http/field/station';
import { routes as front } from '#http/front';
import { routes as home } from '#http/home';
import { routes as incident } from '#http/incident';
import { routes as incidentNew } from '#http/incident/new';
import { routes as insurance } from '#http/insurance';
import { routes as logbook } from '#http/logbook';
import { routes as logOrder } from '#http/logbook/order';
import { routes as logReplacement } from '#http/logbook/replacement';
import { memberRoutes } from '#http/member/routes';
import { routes as myTime } from '#http/my-time';
import { routes as notice } from '#http/notice';
import { routes as offer } from '#http/offer';
import { officeRoutes } from '#http/office/routes';
import { routes as outing } from '#http/outing';
import { routes as ownPin } from '#http/own/pin';
import { routes as pairing } from '#http/pairing';
import { routes as pairingNew } from '#http/pairing/new';
import { routes as pairingPaper } from '#http/pairing/paper';
import { routes as pairingSteps } from '#http/pairing/steps';
import { routes as patterns } from '#http/patterns';
import { routes as plan } from '#http/plan';
import { routes as planRows } from '#http/plan/row';
import { routes as queue } from '#http/queue';
import { routes as receipt } from '#http/receipt';
import { routes as receiptCheck } from '#http/receipt/check';
import type { Route } from '#http/route';
import { routes as seal } from '#http/seal';
import { routes as sealKeys } from '#http/seal-keys';
import { routes as sheetAnswers } from '#http/sheet/answers';
import { routes as sheetForms } from '#http/sheet/forms';
import { routes as sheetLines } from '#http/sheet/lines';
import { routes as statement } from '#http/statement';
import { routes as statementCorrection } from '#http/statement-correction';
import { routes as stepPages } from '#http/step/pages';
import { routes as storm } from '#http/storm';
import { routes as stormSteps } from '#http/storm/steps';
import { routes as telling } from '#http/telling';
import { routes as undelivered } from '#http/undelivered';
import { routes as verifier } from '#http/verifier';
import { routes as visit } from '#http/visit';
import { routes as visitNew } from '#http/visit-new';
import { routes as witness } from '#http/witness';

export const routes: readonly Route[] = [
  ...front,
  ...access,
  ...home,
  ...exchange,
  ...exchangeNew,
  ...exchangeRecipient,
  ...exchangeVolunteer,
  ...exchangeLog,
  ...visitNew,
  ...outing,
  ...card,
  ...offer,
  ...statement,
  ...statementCorrection,
  ...receipt,
  ...receiptCheck,
  ...seal,
  ...sealKeys,
  ...witness,
  ...myTime,
  ...ownPin,
  ...askFor,
  ...credits,
  ...desk,
  ...due,
  ...visit,
  ...alert,
  ...stormSteps,
  ...storm,
  ...exchangeFile,
  ...exchangePhoto,
  ...fieldPhotos,
  ...fieldRecords,
  ...fieldRefused,
  ...fieldRoster,
  ...fieldStation,
  ...logOrder,
  ...logReplacement,
  ...logbook,
  ...fieldShell,
  ...queue,
  ...notice,
  ...telling,
  ...undelivered,
  ...verifier,
  ...sheetForms,
  ...sheetAnswers,
  ...sheetLines,
  ...stepPages,
  ...memberRoutes,
  ...officeRoutes,
  ...pairing,
  ...pairingNew,
  ...pairingSteps,
  ...plan,
  ...planRows,
  ...pairingPaper,
  ...incidentNew,
  ...incident,
  ...insurance,
  ...patterns,
];
