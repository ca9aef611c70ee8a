package city.pishkhan.simulators.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A letter: accepted at the time of the order, in transit after one pause, delivered, returned or lost after two
 * pauses.
 *
 * @param tracking  tracking number
 * @param ordered   time of the order
 * @param pauseMs   time between two steps in milliseconds
 * @param outcome   {@code delivered}, {@code returned} or {@code lost}
 * @param office    {@code true} if the letter is addressed to an office
 * @param cancelled time of the cancellation, or {@code null}
 */
record Letter(String tracking, Instant ordered, long pauseMs, String outcome, boolean office, Instant cancelled) {

    static Letter of(JsonNode entry) {
        return new Letter(
                entry.path("tracking").asText(),
                Instant.parse(entry.path("ordered").asText()),
                entry.path("pauseMs").asLong(),
                entry.path("outcome").asText(),
                entry.at("/to").has("office"),
                null);
    }

    Letter withCancellation(Instant at) {
        return new Letter(tracking, ordered, pauseMs, outcome, office, at);
    }

    /** Returns whether the letter has left the sender and is not cancelled. */
    boolean isInTransit(Instant now) {
        return cancelled == null && !now.isBefore(at(1));
    }

    private Instant at(int step) {
        return ordered.plusMillis(pauseMs * step);
    }

    /** Returns the events up to a time, in the format of the post's interface. */
    List<Map<String, String>> events(Instant now) {
        List<Map<String, String>> events = new ArrayList<>();
        events.add(event("accepted", ordered, "—"));
        if (cancelled != null) {
            events.add(event("cancelled", cancelled, "—"));
            return events;
        }
        if (!now.isBefore(at(1))) {
            events.add(event("in-transit", at(1), "مرکز مبادلات پستی تهران"));
        }
        if (!now.isBefore(at(2))) {
            events.add(event(outcome, at(2), outcome.equals("delivered") ? "مقصد" : "مرکز مبادلات پستی تهران"));
        }
        return events;
    }

    boolean isDelivered(Instant now) {
        return cancelled == null && outcome.equals("delivered") && !now.isBefore(at(2));
    }

    private static Map<String, String> event(String step, Instant at, String place) {
        return Map.of("step", step, "at", at.toString(), "place", place);
    }
}
