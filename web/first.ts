import { askFirst } from './api/who.ts';
import { fitting } from './fitting.ts';
import { addresses, screens } from './screens.ts';
import './styles/console.css';

// What the address needs is asked for together with what all pages need, not after that has run: who is signed in, and the page's part of the script.
askFirst();
const address = fitting(location.pathname, addresses);
if (address) void screens[address]().catch(() => undefined);
void import('./main.tsx');
