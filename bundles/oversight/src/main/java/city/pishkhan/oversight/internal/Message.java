package city.pishkhan.oversight.internal;

import city.pishkhan.api.Journal;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a webhook is told: {@code {"items": [entry…], "last": <sequence>}}, as the oversight door's list of entries. */
final class Message {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private record Item(
            Long sequence,
            UUID id,
            UUID caseId,
            long position,
            Instant at,
            String event,
            String actor,
            @JsonRawValue String details,
            String previous,
            String hash) {}

    private record Body(List<Item> items, Long last) {}

    private Message() {}

    static String of(List<Journal.Entry> entries) {
        List<Item> items = entries.stream()
                .map(e -> new Item(
                        e.sequence(),
                        e.id(),
                        e.caseId(),
                        e.position(),
                        e.at(),
                        e.event(),
                        e.actor(),
                        e.details(),
                        e.previous(),
                        e.hash()))
                .toList();
        try {
            return JSON.writeValueAsString(
                    new Body(items, entries.get(entries.size() - 1).sequence()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
