/** Part of `npm start`: the scripts of the helper's phone and the verifier are made before anybody asks for them. */
import { PHONE_SCRIPTS, type PhoneScript, phoneScript } from '#http/phone-scripts';
import { verifierFile } from '#http/verifier';

for (const name of Object.keys(PHONE_SCRIPTS) as PhoneScript[]) phoneScript(name, true);
verifierFile();
