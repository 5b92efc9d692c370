-- One-time codes that were asked for. Of a code only a keyed digest is here, until it is used, void or past; of a phone only
-- its mask and a keyed mark to count it by.
CREATE TABLE code_request (
  id uuid PRIMARY KEY,
  device uuid NOT NULL,
  branch text NOT NULL,
  about uuid NOT NULL,
  purpose text NOT NULL,
  what text NOT NULL,
  masked text NOT NULL,
  phone_key text NOT NULL,
  phone_mark text NOT NULL,
  digest text,
  attempts_left integer NOT NULL,
  state text NOT NULL CHECK (state IN ('sent', 'confirmed', 'failed', 'expired', 'replaced', 'unsent')),
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  confirmation jsonb,
  -- A code that can no longer be given back leaves no trace.
  CHECK (digest IS NULL OR state = 'sent')
)
--;
CREATE INDEX code_request_phone ON code_request (phone_key, asked_at)
--;
CREATE INDEX code_request_device ON code_request (device, asked_at)
--;
CREATE INDEX code_request_open ON code_request (expires_at) WHERE digest IS NOT NULL
