/** The code of an invitation, for its guest to take to where they are signed in. It stays in the address behind the #, which no server sees. */
import { byId, h } from '../dom.js';

const CODE = /^#(souk_inv_[0-9a-f]{64})$/;

const code = CODE.exec(location.hash)?.[1];
byId('code').replaceChildren(
  code ? h('code', {}, code) : 'The code is missing: open the link of the letter as it stands there, to its end.',
);
