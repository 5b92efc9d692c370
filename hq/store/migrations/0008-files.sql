-- Files of cases that headquarters holds, whole and verified, in the folder of files. Several instances share that folder.
CREATE TABLE file (
  branch text NOT NULL,
  sha256 text NOT NULL,
  bytes bigint NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (branch, sha256)
)
--;
-- Which files the cases of a branch name.
CREATE INDEX case_attachments ON case_record USING gin ((body->'attachments') jsonb_path_ops)
