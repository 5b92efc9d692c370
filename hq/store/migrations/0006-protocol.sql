-- What headquarters noted when it took an event in: its clock was far ahead, or its device had been revoked. No refusal.
ALTER TABLE event ADD COLUMN flag text
--;
-- Signed statements that a device writes no more; branches hand them back to a restored headquarters.
CREATE TABLE revocation (
  device uuid PRIMARY KEY,
  branch text NOT NULL,
  body jsonb NOT NULL,
  signature text NOT NULL
)
--;
CREATE INDEX revocation_branch ON revocation (branch)
--;
-- Receipts that somebody held under a scanner. Which of them is lost is seen by looking for its event, each time.
CREATE TABLE scanned_receipt (
  branch text NOT NULL,
  number text NOT NULL,
  line text NOT NULL,
  seq integer NOT NULL,
  hash text NOT NULL,
  -- The certified device whose key signed it; null where none is known that did.
  device uuid,
  scanned_at timestamptz NOT NULL,
  PRIMARY KEY (branch, line, seq, hash)
)
--;
-- A flag may be noted later: a revocation that a branch hands back after the event it is about.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.payload = '' AND NEW.payload <> ''
    AND (to_jsonb(NEW) - 'payload' - 'refusal') = (to_jsonb(OLD) - 'payload' - 'refusal') THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.flag IS NULL AND NEW.flag = 'revoked'
    AND (to_jsonb(NEW) - 'flag') = (to_jsonb(OLD) - 'flag') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'events are never changed or deleted';
END $$
