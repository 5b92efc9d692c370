/** Where files lie in a workspace. What is on its way in has a random name; what is kept is named by its content. */
import { join } from 'node:path'
import type { Branch } from '../branch.ts'

type Place = Pick<Branch, 'workspace'>

export const incomingFolder = ({ workspace }: Place): string => join(workspace, 'attachments', 'incoming')

/** What comes from headquarters; unlike the others it may go on after a restart. */
export const arrivingFolder = ({ workspace }: Place): string => join(workspace, 'attachments', 'arriving')

export const keptFolder = ({ workspace }: Place): string => join(workspace, 'attachments')

/** `attachments/3f/3fa9…`: 256 folders, so that none grows to many thousands of files. */
export const keptFile = (branch: Place, sha256: string): string => join(keptFolder(branch), sha256.slice(0, 2), sha256)
