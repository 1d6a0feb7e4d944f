-- A verification key is asked for by the digest that statements name it by, also after its model is deleted.
create index model_of_key on model (key_digest) where key_digest is not null;

-- What the owner of a model should know of the upload, before the registration's report tells it.
alter table model add column upload_warnings jsonb;
