-- What a command of an officer was, in all of headquarters: the same id serves for nothing else, at whichever branch.
-- `about`: the case, null for a word to branches. `what`: a hash of what was wished; null where it was done before this table was.
CREATE TABLE command_taken (
  id uuid PRIMARY KEY,
  about uuid,
  what text
)
--;
INSERT INTO command_taken SELECT DISTINCT ON (id) id, about, NULL FROM office_command ORDER BY id, at
--;
-- What a payload says; null where PostgreSQL cannot hold it. It takes neither U+0000 nor half of a surrogate pair, which JSON may
-- name and a device may have signed. With them replaced the text is good for looking up ids and hashes, and for nothing else.
CREATE FUNCTION said_in(payload text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN regexp_replace(payload, '\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{2})', '\\ufffd', 'g')::jsonb;
EXCEPTION WHEN data_exception THEN
  RETURN NULL;
END $$
--;
-- When a file was last held against its name, and what was found: other bytes, or none. `missing` comes right by itself.
ALTER TABLE file ADD COLUMN checked_at timestamptz, ADD COLUMN fault text CHECK (fault IN ('damaged', 'missing'))
--;
UPDATE file SET checked_at = received_at
--;
ALTER TABLE file ALTER COLUMN checked_at SET NOT NULL
--;
CREATE INDEX file_checked ON file (checked_at)
--;
CREATE INDEX file_faulty ON file (checked_at) WHERE fault IS NOT NULL
--;
-- Files in the folder that no case of their branch names: since when, and when they were last seen so.
CREATE TABLE stray_file (
  branch text NOT NULL,
  sha256 text NOT NULL,
  first_seen timestamptz NOT NULL,
  last_seen timestamptz NOT NULL,
  PRIMARY KEY (branch, sha256)
)
--;
-- What was said to branches before words to all were kept. To whom it was meant nobody wrote down: what every branch heard that
-- was known then was said to all. Of a change of the calendar the branch that had to change most tells the whole of it.
INSERT INTO said_to_all (command, kind, officer, said, at)
SELECT DISTINCT ON (told.id) told.id, CASE type WHEN 'bulletinIssued' THEN 'bulletin' ELSE 'calendar' END, told.officer,
  CASE type WHEN 'bulletinIssued' THEN said ELSE jsonb_build_object(
    'command', told.id, 'year', said -> 'year', 'published', said ? 'published',
    'why', coalesce(said #>> '{changes,0,why}', ''),
    'source', coalesce(said #>> '{changes,0,source}', said #>> '{published,source}', ''),
    'days', (SELECT coalesce(jsonb_agg(one - 'why' - 'source'), '[]') FROM jsonb_array_elements(said -> 'changes') AS one)) END,
  told.at
FROM (SELECT id, min(at) AS at, (array_agg(officer ORDER BY at))[1] AS officer, array_agg(branch) AS branches
  FROM office_command WHERE about IS NULL GROUP BY id) AS told
JOIN event ON event.branch = ANY (told.branches) AND event.case_id IS NULL AND type IN ('bulletinIssued', 'calendarChanged')
JOIN line ON line.branch = event.branch AND line.id = event.line AND line.office
CROSS JOIN LATERAL said_in(event.payload) AS said
WHERE said ->> 'command' = told.id::text AND NOT EXISTS (
  SELECT branch FROM device WHERE enrolled_at <= told.at
  UNION SELECT branch FROM line AS of_nobody WHERE NOT EXISTS (SELECT 1 FROM device WHERE device.branch = of_nobody.branch)
  EXCEPT SELECT unnest(told.branches))
ORDER BY told.id, jsonb_array_length(coalesce(said -> 'changes', '[]')) DESC
ON CONFLICT DO NOTHING
