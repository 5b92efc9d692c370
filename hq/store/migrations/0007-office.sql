-- Headquarters writes on lines of its own, one a branch. `office`: its certificate names headquarters' key. `forked`: two
-- events stand on one place. `certificate`: of who wrote the line, for handing it over to the branch's other computers.
ALTER TABLE line ADD COLUMN office boolean NOT NULL DEFAULT false, ADD COLUMN forked boolean NOT NULL DEFAULT false,
  ADD COLUMN certificate jsonb
--;
UPDATE line SET forked = true FROM (SELECT branch, line FROM event GROUP BY branch, line, seq HAVING count(*) > 1) AS twice
WHERE line.branch = twice.branch AND line.id = twice.line
--;
-- On which line headquarters writes for a branch now.
CREATE TABLE office (
  branch text PRIMARY KEY,
  device uuid NOT NULL,
  line text NOT NULL,
  certificate jsonb NOT NULL
)
--;
-- People who act at headquarters. Of the token only a hash is here.
CREATE TABLE officer (
  id uuid PRIMARY KEY,
  last_name text NOT NULL,
  first_name text NOT NULL,
  patronymic text NOT NULL,
  role text NOT NULL CHECK (role IN ('hq_officer', 'hq_lead', 'auditor')),
  token_hash text NOT NULL UNIQUE,
  made_at timestamptz NOT NULL DEFAULT now(),
  retired_at timestamptz
)
--;
-- The answer to each command of an officer: the same command again has no second effect. A bulletin goes to many branches.
CREATE TABLE office_command (
  id uuid NOT NULL,
  branch text NOT NULL,
  about uuid,
  officer uuid NOT NULL,
  answer jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (id, branch)
)
--;
-- Who looked at a customer's case, and when.
CREATE TABLE officer_look (
  officer uuid NOT NULL,
  case_id uuid NOT NULL,
  at timestamptz NOT NULL
)
--;
CREATE INDEX officer_look_case ON officer_look (case_id, at)
--;
-- What an officer must look into: events of headquarters itself that it had lost and a branch handed back.
CREATE TABLE alert (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  branch text NOT NULL,
  kind text NOT NULL,
  detail jsonb NOT NULL,
  at timestamptz NOT NULL
)
--;
-- By which version of the rules a refused event was judged; a newer program judges it anew.
ALTER TABLE event ADD COLUMN rules integer NOT NULL DEFAULT 0
--;
CREATE INDEX event_refused ON event (branch, line, seq) WHERE refusal IS NOT NULL
--;
CREATE INDEX event_clock ON event (branch, clock)
--;
CREATE INDEX case_record_state ON case_record (state, answer_by)
--;
-- A newer program may judge a refused event anew; what it says is never touched.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.payload = '' AND NEW.payload <> ''
    AND (to_jsonb(NEW) - 'payload' - 'refusal' - 'rules') = (to_jsonb(OLD) - 'payload' - 'refusal' - 'rules') THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.flag IS NULL AND NEW.flag = 'revoked'
    AND (to_jsonb(NEW) - 'flag') = (to_jsonb(OLD) - 'flag') THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.refusal IS NOT NULL AND NEW.rules > OLD.rules
    AND (to_jsonb(NEW) - 'refusal' - 'rules') = (to_jsonb(OLD) - 'refusal' - 'rules') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'events are never changed or deleted';
END $$
--;
CREATE INDEX event_caseless ON event (branch, type, clock) WHERE case_id IS NULL
