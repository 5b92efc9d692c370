-- In which database headquarters wrote last on its line of a branch (`store/office.ts`); what stands here was written in this one.
ALTER TABLE office ADD COLUMN written_in text
--;
UPDATE office SET written_in = (SELECT system_identifier FROM pg_control_system()) || ' '
  || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) || ' '
  || (SELECT oid FROM pg_database WHERE datname = current_database()) || ' ' || 'office'::regclass::oid
--;
ALTER TABLE office ALTER COLUMN written_in SET NOT NULL
--;
-- What was said to all branches: who enrols later is told what of it still holds.
CREATE TABLE said_to_all (
  command uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('bulletin', 'calendar')),
  officer uuid NOT NULL,
  said jsonb NOT NULL,
  at timestamptz NOT NULL
)
