/** One step of the tables: `version` is the file's `user_version` afterwards. */
export type Migration = { version: number; sql: string }
