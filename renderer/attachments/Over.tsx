/** What is said over the screen while files hang above it. It takes no press: the drop goes to the screen. */
import { FileDown } from 'lucide-react'

export function Over({ words }: { words: string }) {
  return (
    <div className="files-over" aria-hidden>
      <p>
        <FileDown />
        {words}
      </p>
    </div>
  )
}
