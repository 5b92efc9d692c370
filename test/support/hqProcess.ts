export { startHqProcess } from '../sync/parts/processes.ts'
