/** The nonce that main put into this page: styles made at run time carry it, also those of the paper's preview. */
export const pageNonce = (): string => document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? ''
