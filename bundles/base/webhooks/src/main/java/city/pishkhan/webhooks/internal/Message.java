package city.pishkhan.webhooks.internal;

import city.pishkhan.api.journal.Journal;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of a webhook request: {@code {"items": [entry…], "last": <sequence>}}, like the oversight API's list of entries. */
final class Message {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addMixIn(Journal.Entry.class, EntryMixin.class)
            .build();

    /** Writes an entry's details unquoted, because they are JSON already. */
    private interface EntryMixin {
        @JsonRawValue
        String details();
    }

    private record Body(List<Journal.Entry> items, @Nullable Long last) {}

    private Message() {}

    static String toJson(List<Journal.Entry> entries) {
        try {
            return JSON.writeValueAsString(
                    new Body(entries, entries.get(entries.size() - 1).sequence()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
