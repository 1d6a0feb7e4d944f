-- Outputs of models whose outputs are private: sealed, for the caller alone; public ones are in outputs.
alter table proof add column outputs_artifact text;
