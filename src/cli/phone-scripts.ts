/** Part of `npm start`: the scripts of the helper's phone are made before anybody asks for them. */
import { PHONE_SCRIPTS, type PhoneScript, phoneScript } from '#http/phone-scripts';

for (const name of Object.keys(PHONE_SCRIPTS) as PhoneScript[]) phoneScript(name, true);
