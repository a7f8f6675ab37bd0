import { RunAccounts } from '../../proto/net/accounts.js';

/** The keys of a run "lab", made for these tests. */
export const LAB = new RunAccounts('lab');

/** Of a server that lets in the users of that run alone. */
export const LAB_TOKENS = await LAB.serverTokens();

/** A user's nkey and its seed. */
export const NKEY = {
  key: 'UDYELX5XUWU4B4XXOUPPXGPPTXLW754IIFG2G5BYFBURY77C6DHSTFIQ',
  seed: 'SUAI32YPZN3IQHOSO4VZMNFD5QVK6HSWHOL26OQOS7WYMMCKDVJP77TTJU',
};
