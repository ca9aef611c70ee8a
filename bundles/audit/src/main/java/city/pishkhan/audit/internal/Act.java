package city.pishkhan.audit.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something that an operator did.
 *
 * @param id      orders acts by time
 * @param at      when it was done, which may be before it is journaled
 * @param event   the journal's word for it
 * @param actor   {@code console:<user>}, or {@code host} for whoever can write on this machine
 * @param details for the journal: no arguments, no values
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Act(UUID id, Instant at, String event, String actor, Map<String, Object> details) {}
