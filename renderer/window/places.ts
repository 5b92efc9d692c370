/**
 * Where each person was when the window was locked: he comes back there, and nobody comes to where another one was. Only
 * places of this window's screens, kept until the program ends; what was typed there is the draft's matter.
 */
const key = (person: string) => `place.${person}`
const START = '#/'

export const notePlace = (person: string, place: string): void => sessionStorage.setItem(key(person), place)

/** Before the frame stands, so that no screen of the person before is shown even for a moment. */
export function goToPlaceOf(person: string): void {
  location.hash = sessionStorage.getItem(key(person)) ?? START
}
