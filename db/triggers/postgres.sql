-- What is written in the ledger and in the records of who did what is never changed and never removed.
-- Dropped and created again with every migration, so that both databases always have exactly these.

CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append_only:%', TG_TABLE_NAME; END $$;

CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entries_no_truncate BEFORE TRUNCATE ON entries EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfers_no_update BEFORE UPDATE ON transfers FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfers_no_delete BEFORE DELETE ON transfers FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfers_no_truncate BEFORE TRUNCATE ON transfers EXECUTE FUNCTION refuse_change();
CREATE TRIGGER moves_no_update BEFORE UPDATE ON moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER moves_no_delete BEFORE DELETE ON moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER moves_no_truncate BEFORE TRUNCATE ON moves EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit EXECUTE FUNCTION refuse_change();
CREATE TRIGGER member_moves_no_update BEFORE UPDATE ON member_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER member_moves_no_delete BEFORE DELETE ON member_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER member_moves_no_truncate BEFORE TRUNCATE ON member_moves EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pairing_moves_no_update BEFORE UPDATE ON pairing_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pairing_moves_no_delete BEFORE DELETE ON pairing_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pairing_moves_no_truncate BEFORE TRUNCATE ON pairing_moves EXECUTE FUNCTION refuse_change();
CREATE TRIGGER alert_moves_no_update BEFORE UPDATE ON alert_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER alert_moves_no_delete BEFORE DELETE ON alert_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER alert_moves_no_truncate BEFORE TRUNCATE ON alert_moves EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cash_moves_no_update BEFORE UPDATE ON cash_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cash_moves_no_delete BEFORE DELETE ON cash_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cash_moves_no_truncate BEFORE TRUNCATE ON cash_moves EXECUTE FUNCTION refuse_change();
CREATE TRIGGER incident_moves_no_update BEFORE UPDATE ON incident_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER incident_moves_no_delete BEFORE DELETE ON incident_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER incident_moves_no_truncate BEFORE TRUNCATE ON incident_moves EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insurance_moves_no_update BEFORE UPDATE ON insurance_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insurance_moves_no_delete BEFORE DELETE ON insurance_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insurance_moves_no_truncate BEFORE TRUNCATE ON insurance_moves EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rosters_no_update BEFORE UPDATE ON rosters FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rosters_no_delete BEFORE DELETE ON rosters FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rosters_no_truncate BEFORE TRUNCATE ON rosters EXECUTE FUNCTION refuse_change();
CREATE TRIGGER roster_lines_no_update BEFORE UPDATE ON roster_lines FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER roster_lines_no_delete BEFORE DELETE ON roster_lines FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER roster_lines_no_truncate BEFORE TRUNCATE ON roster_lines EXECUTE FUNCTION refuse_change();
CREATE TRIGGER post_moves_no_update BEFORE UPDATE ON post_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER post_moves_no_delete BEFORE DELETE ON post_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER post_moves_no_truncate BEFORE TRUNCATE ON post_moves EXECUTE FUNCTION refuse_change();
CREATE TRIGGER handover_moves_no_update BEFORE UPDATE ON handover_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER handover_moves_no_delete BEFORE DELETE ON handover_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER handover_moves_no_truncate BEFORE TRUNCATE ON handover_moves EXECUTE FUNCTION refuse_change();
CREATE TRIGGER work_sheets_no_update BEFORE UPDATE ON work_sheets FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER work_sheets_no_delete BEFORE DELETE ON work_sheets FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER work_sheets_no_truncate BEFORE TRUNCATE ON work_sheets EXECUTE FUNCTION refuse_change();
CREATE TRIGGER storm_moves_no_update BEFORE UPDATE ON storm_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER storm_moves_no_delete BEFORE DELETE ON storm_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER storm_moves_no_truncate BEFORE TRUNCATE ON storm_moves EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decisions_no_truncate BEFORE TRUNCATE ON decisions EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoints_no_update BEFORE UPDATE ON checkpoints FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoints_no_delete BEFORE DELETE ON checkpoints FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoints_no_truncate BEFORE TRUNCATE ON checkpoints EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tree_hashes_no_update BEFORE UPDATE ON tree_hashes FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tree_hashes_no_delete BEFORE DELETE ON tree_hashes FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tree_hashes_no_truncate BEFORE TRUNCATE ON tree_hashes EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cosignatures_no_update BEFORE UPDATE ON cosignatures FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cosignatures_no_delete BEFORE DELETE ON cosignatures FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cosignatures_no_truncate BEFORE TRUNCATE ON cosignatures EXECUTE FUNCTION refuse_change();
CREATE TRIGGER split_views_no_update BEFORE UPDATE ON split_views FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER split_views_no_delete BEFORE DELETE ON split_views FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER split_views_no_truncate BEFORE TRUNCATE ON split_views EXECUTE FUNCTION refuse_change();
CREATE TRIGGER new_beginnings_no_update BEFORE UPDATE ON new_beginnings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER new_beginnings_no_delete BEFORE DELETE ON new_beginnings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER new_beginnings_no_truncate BEFORE TRUNCATE ON new_beginnings EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audits_no_update BEFORE UPDATE ON audits FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audits_no_delete BEFORE DELETE ON audits FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audits_no_truncate BEFORE TRUNCATE ON audits EXECUTE FUNCTION refuse_change();
-- Evidence may become void, a visit or a slip corrected, an incident closed, a policy run out; none disappears.
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_no_truncate BEFORE TRUNCATE ON evidence EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cash_slips_no_delete BEFORE DELETE ON cash_slips FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cash_slips_no_truncate BEFORE TRUNCATE ON cash_slips EXECUTE FUNCTION refuse_change();
CREATE TRIGGER incidents_no_delete BEFORE DELETE ON incidents FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER incidents_no_truncate BEFORE TRUNCATE ON incidents EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insurances_no_delete BEFORE DELETE ON insurances FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insurances_no_truncate BEFORE TRUNCATE ON insurances EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insurance_names_no_delete BEFORE DELETE ON insurance_names FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER insurance_names_no_truncate BEFORE TRUNCATE ON insurance_names EXECUTE FUNCTION refuse_change();
CREATE TRIGGER visits_no_delete BEFORE DELETE ON visits FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER visits_no_truncate BEFORE TRUNCATE ON visits EXECUTE FUNCTION refuse_change();
CREATE TRIGGER trainings_no_delete BEFORE DELETE ON trainings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER trainings_no_truncate BEFORE TRUNCATE ON trainings EXECUTE FUNCTION refuse_change();

-- A journal is numbered 1, 2, 3 … without gaps: a missing entry shows, and none can be put between two others.
CREATE OR REPLACE FUNCTION refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq IS DISTINCT FROM (SELECT coalesce(max(seq), 0) + 1 FROM entries WHERE journal = NEW.journal) THEN
    RAISE EXCEPTION 'seq_dense:%', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER entries_dense BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION refuse_gap();

-- A reversal takes back an entry of its own journal, and is never taken back itself.
CREATE OR REPLACE FUNCTION refuse_reversal_of_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.event = 'reversal') <> (NEW.reverses IS NOT NULL) OR (NEW.reverses IS NOT NULL AND NOT EXISTS
    (SELECT 1 FROM entries WHERE id = NEW.reverses AND journal = NEW.journal AND reverses IS NULL)) THEN
    RAISE EXCEPTION 'reversal_final:%', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER entries_reversal_final BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION refuse_reversal_of_reversal();

-- An entry that another one follows is finished: no line is put under it afterwards.
CREATE OR REPLACE FUNCTION refuse_late_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq IS DISTINCT FROM (SELECT max(seq) FROM entries WHERE journal = NEW.journal) THEN
    RAISE EXCEPTION 'append_only:%', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER transfers_newest BEFORE INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION refuse_late_line();
