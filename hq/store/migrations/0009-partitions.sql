-- Lines and events lie in partitions by branch. Whatever is asked of one branch reads one partition, and every unique key of
-- what grows with branches begins with the branch. What is there already is moved, the columns as they are.
ALTER TABLE line RENAME TO line_before
--;
ALTER TABLE event RENAME TO event_before
--;
CREATE TABLE line (LIKE line_before INCLUDING DEFAULTS) PARTITION BY HASH (branch)
--;
CREATE TABLE event (LIKE event_before INCLUDING DEFAULTS) PARTITION BY HASH (branch)
--;
DO $$
BEGIN
  FOR i IN 0..15 LOOP
    EXECUTE format('CREATE TABLE line_%s PARTITION OF line FOR VALUES WITH (MODULUS 16, REMAINDER %s)', to_char(i, 'FM00'), i);
    EXECUTE format('CREATE TABLE event_%s PARTITION OF event FOR VALUES WITH (MODULUS 16, REMAINDER %s)', to_char(i, 'FM00'), i);
  END LOOP;
END $$
--;
INSERT INTO line SELECT * FROM line_before
--;
INSERT INTO event SELECT * FROM event_before
--;
DROP TABLE line_before
--;
DROP TABLE event_before
--;
-- Built after the rows are in: an index grows faster at once than row by row.
ALTER TABLE line ADD PRIMARY KEY (branch, id)
--;
ALTER TABLE event ADD PRIMARY KEY (branch, line, seq, hash)
--;
CREATE INDEX event_case ON event (branch, case_id)
--;
CREATE INDEX event_refused ON event (branch, line, seq) WHERE refusal IS NOT NULL
--;
CREATE INDEX event_clock ON event (branch, clock)
--;
CREATE INDEX event_caseless ON event (branch, type, clock) WHERE case_id IS NULL
--;
-- On every partition, also where somebody writes to a partition by its own name.
CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change()
--;
CREATE FUNCTION refuse_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are never changed or deleted';
END $$
--;
DO $$
DECLARE part regclass;
BEGIN
  FOR part IN SELECT relid FROM pg_partition_tree('event') LOOP
    EXECUTE format('CREATE TRIGGER event_is_not_emptied BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying()', part);
  END LOOP;
END $$
--;
-- Two branches that write of one case have each its own fold; that another has it is looked up by the case alone.
ALTER TABLE case_record DROP CONSTRAINT case_record_pkey, ADD PRIMARY KEY (branch, id)
--;
CREATE INDEX case_id ON case_record (id)
--;
ALTER TABLE office_command DROP CONSTRAINT office_command_pkey, ADD PRIMARY KEY (branch, id)
