/** No menu: its keys (F5, F11, Ctrl+R, Ctrl+W, zoom) would act behind the counter's own. macOS needs one for copy and paste. */
import { Menu } from 'electron'

export function setMenu() {
  Menu.setApplicationMenu(
    process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null,
  )
}
