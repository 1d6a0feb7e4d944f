package dev.proofmark.service.jobs;

import java.util.List;

/// What a node could take on now.
///
/// @param budgetBytes of the node
/// @param freeBytes what its running jobs leave of that
/// @param idle whether nothing runs there
/// @param kinds in the order in which they are to be served
record NodeRoom(long budgetBytes, long freeBytes, boolean idle, List<JobKind> kinds) {}
