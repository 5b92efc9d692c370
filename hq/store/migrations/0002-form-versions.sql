-- Form versions as they were published; a change of a form is its next version.
CREATE TABLE form_version (
  code text NOT NULL,
  version integer NOT NULL,
  -- Canonical JSON. Text, not jsonb: the signature is over these bytes.
  body text NOT NULL,
  signature text NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (code, version)
)
--;
CREATE FUNCTION refuse_form_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'form versions are never changed or deleted';
END $$
--;
CREATE TRIGGER form_version_is_append_only BEFORE UPDATE OR DELETE ON form_version
  FOR EACH ROW EXECUTE FUNCTION refuse_form_change()
