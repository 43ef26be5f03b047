/* Loaded on the page that says one has signed out: the list of people that was brought along to this phone goes (see
   src/field/store.ts). What was written down and not uploaded stays: it holds no names, and it must not be lost. */
if (window.indexedDB) indexedDB.deleteDatabase('yinling-roster');
