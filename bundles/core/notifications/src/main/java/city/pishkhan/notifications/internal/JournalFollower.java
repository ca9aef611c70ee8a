package city.pishkhan.notifications.internal;

import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.cases.Tracking.Subject;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.persons.Persons.Party;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.notifications.internal.MessageRepository.Due;
import city.pishkhan.persistence.Tx;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Creates messages from journal entries, in order. The messages and the position in the journal are stored in one transaction.
 * After a crash of any node, no entry is therefore skipped or processed twice.
 */
final class JournalFollower {
    static final String NAME = "citizens";

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BATCH = 200;
    /** names of the details of a journal entry that contain the id of the entry's stage */
    private static final List<String> STAGE = List.of("stage", "to");

    private final Tx tx;
    private final Journal journal;
    private final Persons persons;
    private final Tracking tracking;
    private final TextFile texts;
    private final Duration life;
    private final MessageRepository rows;
    private final MessageSender sending;

    /** @param sending sends the messages that this follower creates, while it has capacity */
    JournalFollower(
            Tx tx,
            Journal journal,
            Persons persons,
            Tracking tracking,
            TextFile texts,
            Duration life,
            MessageSender sending) {
        this.rows = new MessageRepository(tx);
        this.sending = sending;
        this.tx = tx;
        this.journal = journal;
        this.persons = persons;
        this.tracking = tracking;
        this.texts = texts;
        this.life = life;
    }

    /** @return {@code true} if there may be more entries */
    boolean processBatch() {
        // checked without a lock first, because there is rarely a new entry and a lock is a write
        if (journal.entriesAfter(rows.position(NAME), 1).isEmpty()) {
            return false;
        }
        List<Due> made = new ArrayList<>();
        long since = System.nanoTime();
        boolean more = tx.required(sql -> {
            OptionalLong after = MessageRepository.lockPosition(sql, NAME);
            List<Journal.Entry> newEntries =
                    after.isEmpty() ? List.of() : journal.entriesAfter(after.getAsLong(), BATCH);
            if (newEntries.isEmpty()) {
                return false;
            }
            List<MessageRepository.NewMessage> messages = messages(newEntries);
            Duration lease = sending.lease(messages.size());
            List<Due> added = MessageRepository.add(sql, messages, life, lease);
            if (lease != null) {
                made.addAll(added);
            }
            MessageRepository.advance(
                    sql, NAME, newEntries.get(newEntries.size() - 1).number());
            return newEntries.size() == BATCH;
        });
        sending.add(made, since);
        return more;
    }

    private List<MessageRepository.NewMessage> messages(List<Journal.Entry> newEntries) {
        Texts now = Objects.requireNonNull(texts.current());
        List<Journal.Entry> mentioned = newEntries.stream()
                .filter(entry -> entry.caseId() != null && now.isAnnounced(entry.event()))
                .toList();
        Map<UUID, Subject> subjects = tracking.subjects(cases(mentioned));
        Map<Journal.Entry, String> announced = new LinkedHashMap<>();
        for (Journal.Entry entry : mentioned) {
            Subject subject = subjects.get(entry.caseId());
            if (subject != null) {
                now.text(entry.event(), stage(entry), subject).ifPresent(text -> announced.put(entry, text));
            }
        }
        Map<UUID, List<Party>> parties = persons.ofCases(cases(announced.keySet()));
        List<MessageRepository.NewMessage> messages = new ArrayList<>();
        announced.forEach((entry, text) -> {
            Set<String> mobiles = new HashSet<>();
            for (Party party : parties.getOrDefault(entry.caseId(), List.of())) {
                // two parties may have the same phone, which gets only one message
                if (party.mobile() != null && mobiles.add(party.mobile())) {
                    messages.add(new MessageRepository.NewMessage(
                            Ids.next(),
                            entry.id(),
                            entry.caseId(),
                            Objects.requireNonNull(subjects.get(entry.caseId())).number(),
                            party.person(),
                            entry.event(),
                            text,
                            entry.at()));
                }
            }
        });
        return messages;
    }

    private static Set<UUID> cases(Collection<Journal.Entry> entries) {
        return entries.stream().map(Journal.Entry::caseId).collect(Collectors.toSet());
    }

    private static @Nullable String stage(Journal.Entry entry) {
        try {
            JsonNode details = JSON.readTree(entry.details());
            return STAGE.stream()
                    .map(name -> details.path(name).textValue())
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("entry " + entry.id() + " is not valid JSON", e);
        }
    }
}
