/** Who may look through the camera: the window's own page, nothing inside it, and never with sound. */
export type Wish = {
  permission: string
  /** `video`, `audio`; `unknown` where the browser does not say. */
  kinds: readonly string[]
  isMainFrame: boolean
  /** Address of the page in the window that asks. */
  url: string
}

export function mayUseCamera({ permission, kinds, isMainFrame, url }: Wish, page: string): boolean {
  const here = url.split('#')[0]
  return (
    permission === 'media' &&
    isMainFrame &&
    here === page &&
    kinds.length > 0 &&
    kinds.every((kind) => kind === 'video')
  )
}
