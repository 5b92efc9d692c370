-- Devices that hold a certificate. The certificate itself is what counts; this is the register of it.
CREATE TABLE device (
  id uuid PRIMARY KEY,
  branch text NOT NULL,
  letter text NOT NULL,
  certificate jsonb NOT NULL,
  enrolled_at timestamptz NOT NULL DEFAULT now()
)
--;
CREATE TABLE enrolment_code (
  secret_hash text PRIMARY KEY,
  branch text NOT NULL,
  letter text NOT NULL,
  expires_at timestamptz NOT NULL,
  used_by uuid,
  used_at timestamptz
)
--;
-- One row per journal; its lock orders the runs of that journal, and of no other.
CREATE TABLE line (
  id text NOT NULL,
  branch text NOT NULL,
  device uuid,
  head_seq integer,
  head_hash text,
  -- Ids of lines are printed on receipts: a stranger who knows one must not be able to take its place.
  PRIMARY KEY (branch, id)
)
--;
-- The branch comes first in the key so that the table can be partitioned by it.
CREATE TABLE event (
  branch text NOT NULL,
  line text NOT NULL,
  seq integer NOT NULL,
  hash text NOT NULL,
  prev text,
  id uuid NOT NULL,
  case_id uuid,
  type text NOT NULL,
  at timestamptz NOT NULL,
  clock text NOT NULL,
  by_person text NOT NULL,
  header text NOT NULL,
  payload text NOT NULL,
  signature text,
  -- Why a rule refused it; its bytes are kept all the same.
  refusal text,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (branch, line, seq, hash)
)
--;
CREATE INDEX event_case ON event (case_id)
--;
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are never changed or deleted';
END $$
--;
CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change()
--;
-- The fold of each case's events; can be rebuilt at any time.
CREATE TABLE case_record (
  id uuid PRIMARY KEY,
  branch text NOT NULL,
  number text NOT NULL,
  type text NOT NULL,
  state text NOT NULL,
  answer_by date NOT NULL,
  registered_at timestamptz NOT NULL,
  body jsonb NOT NULL
)
--;
-- Not unique: two cases with one number are both kept, and the conflict is shown.
CREATE INDEX case_number ON case_record (number)
--;
CREATE INDEX case_branch ON case_record (branch, registered_at)
