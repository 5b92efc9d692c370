// Does for the stand-in Electron what default_app.asar does for the official one: runs the application folder named on
// the command line. Development and tests only; it is no part of the product.
const { app } = require('electron')
const { readFileSync } = require('node:fs')
const { join, resolve } = require('node:path')

const named = process.argv.slice(1).find((word) => !word.startsWith('-'))
if (!named) {
  console.error('Name the folder of an application: electron <folder>')
  process.exit(1)
}

const folder = resolve(named)
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
if (about.version) app.setVersion(about.version)
app.setName(about.productName ?? about.name ?? 'Electron')
if (about.desktopName) app.setDesktopName(about.desktopName)
app.setAppPath(folder)
Object.defineProperty(process, 'defaultApp', { value: true })

// Not import(): Electron would be ready before the application could register its scheme.
try {
  require(join(folder, about.main ?? 'index.js'))
} catch (error) {
  console.error(error)
  app.exit(1)
}
