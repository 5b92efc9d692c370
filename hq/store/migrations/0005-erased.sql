-- A payload that came erased may be put in its place when a computer that still has it sends it. All else stays refused.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.payload = '' AND NEW.payload <> ''
    AND (to_jsonb(NEW) - 'payload' - 'refusal') = (to_jsonb(OLD) - 'payload' - 'refusal') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'events are never changed or deleted';
END $$
