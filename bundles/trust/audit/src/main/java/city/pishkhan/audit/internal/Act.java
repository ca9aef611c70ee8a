package city.pishkhan.audit.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One action of an operator, to be recorded in the journal.
 *
 * @param id      time-ordered id
 * @param at      time of the action, which may be earlier than its journal entry
 * @param event   event name in the journal
 * @param actor   {@code console:<user>}, or {@code host} for a change by an unknown person with access to this machine
 * @param details details for the journal, without command arguments and setting values
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Act(UUID id, Instant at, String event, String actor, Map<String, Object> details) {}
