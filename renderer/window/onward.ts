/** Going on by itself: where the program leads when something is done, as long as the person has not gone elsewhere first. */
import { useLocation } from 'wouter'

/**
 * Called when something begins, it answers with the way on from there: at the end it leads to the place, or nowhere when the
 * person has meanwhile pressed the key of another screen. The last key decides where she is.
 */
export function useOnward(): () => (place: string) => void {
  const [, go] = useLocation()
  return () => {
    const from = location.hash
    return (place) => {
      if (location.hash === from) go(place)
    }
  }
}
