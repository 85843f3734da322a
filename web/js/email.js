/** What is plainly no e-mail address, so that it need not be sent to be refused; `null` when it may be one. The API has the last word. */
export function complaintAbout(address) {
  if (address === '') {
    return 'The e-mail address is required: the receipt goes there.';
  }
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) {
    return 'The e-mail address must have the form name@example.com.';
  }
  return null;
}
