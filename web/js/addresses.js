/** Where things are, and which addresses from outside may be followed. */
import { API_BASE } from './config.js';

const ID = '[0-9a-hjkmnp-tv-z]{26}';
const PRODUCT_ID = new RegExp(`^prd_${ID}$`);
const ORDER_ID = new RegExp(`^ord_${ID}$`);
const EXPORT_ID = new RegExp(`^exp_${ID}$`);
const SLUG = /^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/;
const PRODUCT_SLUG = /^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/;
const PURCHASE_TOKEN = /^[A-Za-z0-9_-]{32,128}$/;

export const isProductId = (text) => PRODUCT_ID.test(text ?? '');
export const isOrderId = (text) => ORDER_ID.test(text ?? '');
export const isProductSlug = (text) => PRODUCT_SLUG.test(text ?? '');
export const isExportId = (text) => EXPORT_ID.test(text ?? '');
export const isSlug = (text) => SLUG.test(text ?? '');
/** An order's id has 30 characters and a token at least 32, so one is never taken for the other. */
export const isPurchaseToken = (text) => PURCHASE_TOKEN.test(text ?? '');

export const storePage = (slug) => `/?store=${encodeURIComponent(slug)}`;
export const productPage = (id) => `/product.html?id=${encodeURIComponent(id)}`;
/** By the product's address in its store, if it has one. */
export const pageOf = ({ id, store, slug }) => (slug ? `/product.html?store=${encodeURIComponent(store.slug)}&product=${encodeURIComponent(slug)}` : productPage(id));
export const orderPage = (id) => `/order.html?id=${encodeURIComponent(id)}`;
/** By the order's id, not by its token: this browser remembers the token, and a link is easily shared. */
export const purchasesPage = (orderId) => `/purchases.html#${encodeURIComponent(orderId)}`;

/** The API gives addresses of its own from its root on: they are none of these pages'. `base` stands before the paths of the contract. */
export const apiAddress = (text, base = API_BASE) => (text.startsWith('/') ? base + text : text);

/**
 * The address when it leads to the web, `null` otherwise. Whatever an answer tells the browser to open goes through here, since a
 * `javascript:` address would run in this page.
 */
export function webAddress(text, base) {
  try {
    const url = new URL(text, base);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
