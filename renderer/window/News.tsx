/**
 * What has just happened, in a line of its own that the work makes room for: it lies over nothing that somebody has to
 * press, and the actions at the foot of the sheet stay where they are.
 */
import { Notifications } from '@mantine/notifications'

export function News() {
  return (
    <div className="news">
      <Notifications withinPortal={false} autoClose={6000} limit={2} transitionDuration={120} />
    </div>
  )
}
