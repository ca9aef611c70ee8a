package city.pishkhan.notifications.internal;

import city.pishkhan.api.cases.Persons;
import city.pishkhan.api.cases.Persons.Party;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.cases.Tracking.Subject;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.Tx;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Makes messages of the journal's entries, in their order and from where the last ones were made. The messages and the place up to which
 * they are made are one transaction, so that no entry is left out and none is told twice, whichever node dies when.
 */
final class Follower {
    static final String NAME = "citizens";

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BATCH = 200;
    /** members of an entry's details that name the stage it is about */
    private static final List<String> STAGE = List.of("stage", "to");

    private final Tx tx;
    private final Journal journal;
    private final Persons persons;
    private final Tracking tracking;
    private final TextFile texts;
    private final Duration life;

    Follower(Tx tx, Journal journal, Persons persons, Tracking tracking, TextFile texts, Duration life) {
        this.tx = tx;
        this.journal = journal;
        this.persons = persons;
        this.tracking = tracking;
        this.texts = texts;
        this.life = life;
    }

    /** @return whether there may be more at once */
    boolean turn() {
        return tx.required(sql -> {
            OptionalLong after = MessageRows.hold(sql, NAME);
            List<Journal.Entry> fresh = after.isEmpty() ? List.of() : journal.since(after.getAsLong(), BATCH);
            if (fresh.isEmpty()) {
                return false;
            }
            Texts now = texts.now();
            fresh.stream()
                    .filter(entry -> entry.caseId() != null && now.mentions(entry.event()))
                    .forEach(entry -> tell(sql, now, entry));
            MessageRows.advance(sql, NAME, fresh.get(fresh.size() - 1).sequence());
            return fresh.size() == BATCH;
        });
    }

    private void tell(Handle sql, Texts now, Journal.Entry entry) {
        Optional<Subject> subject = tracking.subject(entry.caseId());
        Optional<String> text = subject.flatMap(s -> now.text(entry.event(), stage(entry), s));
        if (text.isEmpty()) {
            return;
        }
        Set<String> mobiles = new HashSet<>();
        for (Party party : persons.ofCase(entry.caseId())) {
            // two of them may share a phone, which rings once
            if (party.mobile() != null && mobiles.add(party.mobile())) {
                MessageRows.New message = new MessageRows.New(
                        Ids.next(),
                        entry.id(),
                        entry.caseId(),
                        subject.get().number(),
                        party.person(),
                        entry.event(),
                        text.get(),
                        entry.at());
                MessageRows.add(sql, message, life);
            }
        }
    }

    private static String stage(Journal.Entry entry) {
        try {
            JsonNode details = JSON.readTree(entry.details());
            return STAGE.stream()
                    .map(name -> details.path(name).textValue())
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("entry " + entry.id() + " has no JSON in it", e);
        }
    }
}
