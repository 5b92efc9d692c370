/** The addresses that exist. Everything else under the scheme is a file of the page or nothing. */
export const APP_ORIGIN = 'okno://app'
export const PAGE = `${APP_ORIGIN}/index.html`
/** The links of the page that says why the branch cannot start; they lead nowhere and mean something. */
export const TRY_AGAIN = `${APP_ORIGIN}/try-again`
export const CLOSE = `${APP_ORIGIN}/close`
export const PRINT_ORIGIN = 'okno://print'
