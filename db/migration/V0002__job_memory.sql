-- Heap that a job is predicted to need; a node takes a job only when that fits into what its running jobs leave of its
-- budget. 0: not known yet (a proof that waits for its model).
alter table job add column memory_bytes bigint not null default 0 check (memory_bytes >= 0);

-- The budgets of the nodes that work, renewed by their heartbeats: what fits into none of them is refused.
create table worker_node (
    owner        text        primary key,
    memory_bytes bigint      not null check (memory_bytes > 0),
    seen_until   timestamptz not null
);
