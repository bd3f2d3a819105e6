/** The build's name, put in by app/build-console.mjs. */
declare const DUBAN_BUILD: string;

/** Of which build this page is: what another build left on the device may be of another form. */
export const build: string = DUBAN_BUILD;
