-- What is written in the ledger and in the records of who did what is never changed and never removed.
-- Dropped and created again with every migration: a rebuilt table loses its triggers without a word.

CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'append_only:entries'); END;
CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'append_only:entries'); END;
CREATE TRIGGER transfers_no_update BEFORE UPDATE ON transfers BEGIN SELECT RAISE(ABORT, 'append_only:transfers'); END;
CREATE TRIGGER transfers_no_delete BEFORE DELETE ON transfers BEGIN SELECT RAISE(ABORT, 'append_only:transfers'); END;
CREATE TRIGGER moves_no_update BEFORE UPDATE ON moves BEGIN SELECT RAISE(ABORT, 'append_only:moves'); END;
CREATE TRIGGER moves_no_delete BEFORE DELETE ON moves BEGIN SELECT RAISE(ABORT, 'append_only:moves'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append_only:audit'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append_only:audit'); END;
CREATE TRIGGER member_moves_no_update BEFORE UPDATE ON member_moves BEGIN SELECT RAISE(ABORT, 'append_only:member_moves'); END;
CREATE TRIGGER member_moves_no_delete BEFORE DELETE ON member_moves BEGIN SELECT RAISE(ABORT, 'append_only:member_moves'); END;
CREATE TRIGGER pairing_moves_no_update BEFORE UPDATE ON pairing_moves BEGIN SELECT RAISE(ABORT, 'append_only:pairing_moves'); END;
CREATE TRIGGER pairing_moves_no_delete BEFORE DELETE ON pairing_moves BEGIN SELECT RAISE(ABORT, 'append_only:pairing_moves'); END;
CREATE TRIGGER alert_moves_no_update BEFORE UPDATE ON alert_moves BEGIN SELECT RAISE(ABORT, 'append_only:alert_moves'); END;
CREATE TRIGGER alert_moves_no_delete BEFORE DELETE ON alert_moves BEGIN SELECT RAISE(ABORT, 'append_only:alert_moves'); END;
CREATE TRIGGER cash_moves_no_update BEFORE UPDATE ON cash_moves BEGIN SELECT RAISE(ABORT, 'append_only:cash_moves'); END;
CREATE TRIGGER cash_moves_no_delete BEFORE DELETE ON cash_moves BEGIN SELECT RAISE(ABORT, 'append_only:cash_moves'); END;
CREATE TRIGGER incident_moves_no_update BEFORE UPDATE ON incident_moves BEGIN SELECT RAISE(ABORT, 'append_only:incident_moves'); END;
CREATE TRIGGER incident_moves_no_delete BEFORE DELETE ON incident_moves BEGIN SELECT RAISE(ABORT, 'append_only:incident_moves'); END;
CREATE TRIGGER insurance_moves_no_update BEFORE UPDATE ON insurance_moves BEGIN SELECT RAISE(ABORT, 'append_only:insurance_moves'); END;
CREATE TRIGGER insurance_moves_no_delete BEFORE DELETE ON insurance_moves BEGIN SELECT RAISE(ABORT, 'append_only:insurance_moves'); END;
CREATE TRIGGER rosters_no_update BEFORE UPDATE ON rosters BEGIN SELECT RAISE(ABORT, 'append_only:rosters'); END;
CREATE TRIGGER rosters_no_delete BEFORE DELETE ON rosters BEGIN SELECT RAISE(ABORT, 'append_only:rosters'); END;
CREATE TRIGGER roster_lines_no_update BEFORE UPDATE ON roster_lines BEGIN SELECT RAISE(ABORT, 'append_only:roster_lines'); END;
CREATE TRIGGER roster_lines_no_delete BEFORE DELETE ON roster_lines BEGIN SELECT RAISE(ABORT, 'append_only:roster_lines'); END;
CREATE TRIGGER post_moves_no_update BEFORE UPDATE ON post_moves BEGIN SELECT RAISE(ABORT, 'append_only:post_moves'); END;
CREATE TRIGGER post_moves_no_delete BEFORE DELETE ON post_moves BEGIN SELECT RAISE(ABORT, 'append_only:post_moves'); END;
CREATE TRIGGER handover_moves_no_update BEFORE UPDATE ON handover_moves BEGIN SELECT RAISE(ABORT, 'append_only:handover_moves'); END;
CREATE TRIGGER handover_moves_no_delete BEFORE DELETE ON handover_moves BEGIN SELECT RAISE(ABORT, 'append_only:handover_moves'); END;
CREATE TRIGGER work_sheets_no_update BEFORE UPDATE ON work_sheets BEGIN SELECT RAISE(ABORT, 'append_only:work_sheets'); END;
CREATE TRIGGER work_sheets_no_delete BEFORE DELETE ON work_sheets BEGIN SELECT RAISE(ABORT, 'append_only:work_sheets'); END;
CREATE TRIGGER storm_moves_no_update BEFORE UPDATE ON storm_moves BEGIN SELECT RAISE(ABORT, 'append_only:storm_moves'); END;
CREATE TRIGGER storm_moves_no_delete BEFORE DELETE ON storm_moves BEGIN SELECT RAISE(ABORT, 'append_only:storm_moves'); END;
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'append_only:decisions'); END;
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'append_only:decisions'); END;
CREATE TRIGGER checkpoints_no_update BEFORE UPDATE ON checkpoints BEGIN SELECT RAISE(ABORT, 'append_only:checkpoints'); END;
CREATE TRIGGER checkpoints_no_delete BEFORE DELETE ON checkpoints BEGIN SELECT RAISE(ABORT, 'append_only:checkpoints'); END;
CREATE TRIGGER tree_hashes_no_update BEFORE UPDATE ON tree_hashes BEGIN SELECT RAISE(ABORT, 'append_only:tree_hashes'); END;
CREATE TRIGGER tree_hashes_no_delete BEFORE DELETE ON tree_hashes BEGIN SELECT RAISE(ABORT, 'append_only:tree_hashes'); END;
CREATE TRIGGER cosignatures_no_update BEFORE UPDATE ON cosignatures BEGIN SELECT RAISE(ABORT, 'append_only:cosignatures'); END;
CREATE TRIGGER cosignatures_no_delete BEFORE DELETE ON cosignatures BEGIN SELECT RAISE(ABORT, 'append_only:cosignatures'); END;
CREATE TRIGGER split_views_no_update BEFORE UPDATE ON split_views BEGIN SELECT RAISE(ABORT, 'append_only:split_views'); END;
CREATE TRIGGER split_views_no_delete BEFORE DELETE ON split_views BEGIN SELECT RAISE(ABORT, 'append_only:split_views'); END;
CREATE TRIGGER new_beginnings_no_update BEFORE UPDATE ON new_beginnings BEGIN SELECT RAISE(ABORT, 'append_only:new_beginnings'); END;
CREATE TRIGGER new_beginnings_no_delete BEFORE DELETE ON new_beginnings BEGIN SELECT RAISE(ABORT, 'append_only:new_beginnings'); END;
CREATE TRIGGER audits_no_update BEFORE UPDATE ON audits BEGIN SELECT RAISE(ABORT, 'append_only:audits'); END;
CREATE TRIGGER audits_no_delete BEFORE DELETE ON audits BEGIN SELECT RAISE(ABORT, 'append_only:audits'); END;
-- Evidence may become void, a visit or a slip corrected, an incident closed, a policy run out; none disappears.
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'append_only:evidence'); END;
CREATE TRIGGER cash_slips_no_delete BEFORE DELETE ON cash_slips BEGIN SELECT RAISE(ABORT, 'append_only:cash_slips'); END;
CREATE TRIGGER incidents_no_delete BEFORE DELETE ON incidents BEGIN SELECT RAISE(ABORT, 'append_only:incidents'); END;
CREATE TRIGGER insurances_no_delete BEFORE DELETE ON insurances BEGIN SELECT RAISE(ABORT, 'append_only:insurances'); END;
CREATE TRIGGER insurance_names_no_delete BEFORE DELETE ON insurance_names BEGIN SELECT RAISE(ABORT, 'append_only:insurance_names'); END;
CREATE TRIGGER visits_no_delete BEFORE DELETE ON visits BEGIN SELECT RAISE(ABORT, 'append_only:visits'); END;
CREATE TRIGGER trainings_no_delete BEFORE DELETE ON trainings BEGIN SELECT RAISE(ABORT, 'append_only:trainings'); END;

-- A journal is numbered 1, 2, 3 … without gaps: a missing entry shows, and none can be put between two others.
CREATE TRIGGER entries_dense BEFORE INSERT ON entries
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entries WHERE journal = NEW.journal)
BEGIN SELECT RAISE(ABORT, 'seq_dense:entries'); END;

-- A reversal takes back an entry of its own journal, and is never taken back itself.
CREATE TRIGGER entries_reversal_final BEFORE INSERT ON entries
WHEN (NEW.event = 'reversal') <> (NEW.reverses IS NOT NULL) OR (NEW.reverses IS NOT NULL AND NOT EXISTS
  (SELECT 1 FROM entries WHERE id = NEW.reverses AND journal = NEW.journal AND reverses IS NULL))
BEGIN SELECT RAISE(ABORT, 'reversal_final:entries'); END;

-- An entry that another one follows is finished: no line is put under it afterwards.
CREATE TRIGGER transfers_newest BEFORE INSERT ON transfers
WHEN NEW.seq IS NOT (SELECT max(seq) FROM entries WHERE journal = NEW.journal)
BEGIN SELECT RAISE(ABORT, 'append_only:transfers'); END;
