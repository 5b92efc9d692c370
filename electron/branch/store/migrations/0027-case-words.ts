/**
 * Version 27: what a case is found by, in an index of all parts of three characters. It is changed by triggers in the transaction
 * that changes the row, so it can't say anything else than the rows do; what it finds is looked at in the row all the same.
 */
import type { Migration } from './migration.ts'

export const caseWords: Migration = {
  version: 27,
  sql: `
-- A number for each row of the queue: the index knows rows by numbers, which a copy of the file must not change.
CREATE TABLE case_place (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
CREATE VIEW case_search AS SELECT place, search FROM case_place JOIN cases USING (id);
-- Folded already. Where in the text a part stands is not kept.
CREATE VIRTUAL TABLE case_words USING fts5(
  search, content = 'case_search', content_rowid = 'place', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0
);
-- Words of an erased person go out of the file, and not at the next occasion.
INSERT INTO case_words (case_words, rank) VALUES ('secure-delete', 1);
INSERT INTO case_place (id) SELECT id FROM cases ORDER BY id;
INSERT INTO case_words (case_words) VALUES ('rebuild');

CREATE TRIGGER case_words_come AFTER INSERT ON cases BEGIN
  INSERT INTO case_place (id) VALUES (new.id);
  INSERT INTO case_words (rowid, search) SELECT place, new.search FROM case_place WHERE id = new.id;
END;
CREATE TRIGGER case_words_change AFTER UPDATE OF search ON cases WHEN new.search <> old.search BEGIN
  INSERT INTO case_words (case_words, rowid, search) SELECT 'delete', place, old.search FROM case_place WHERE id = new.id;
  INSERT INTO case_words (rowid, search) SELECT place, new.search FROM case_place WHERE id = new.id;
END;
CREATE TRIGGER case_words_go AFTER DELETE ON cases BEGIN
  INSERT INTO case_words (case_words, rowid, search) SELECT 'delete', place, old.search FROM case_place WHERE id = old.id;
  DELETE FROM case_place WHERE id = old.id;
END;
`,
}
