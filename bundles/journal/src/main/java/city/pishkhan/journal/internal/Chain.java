package city.pishkhan.journal.internal;

import city.pishkhan.api.Journal.Entry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** The hash chain of one case. */
final class Chain {
    /** what comes before the first entry */
    static final String GENESIS = "0".repeat(64);

    private Chain() {}

    /** The next entry, hash included. Time is cut to microseconds, which is what PostgreSQL keeps. */
    static Entry next(
            UUID id,
            UUID caseId,
            long position,
            Instant at,
            String event,
            String actor,
            String details,
            String previous) {
        Instant stored = at.truncatedTo(ChronoUnit.MICROS);
        String hash = hash(id, caseId, position, stored, event, actor, details, previous);
        return new Entry(null, id, caseId, position, stored, event, actor, details, previous, hash);
    }

    static String hash(
            UUID id,
            UUID caseId,
            long position,
            Instant at,
            String event,
            String actor,
            String details,
            String previous) {
        MessageDigest digest = sha256();
        for (String part : new String[] {
            previous, id.toString(), caseId.toString(), Long.toString(position), at.toString(), event, actor, details
        }) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // the length keeps two neighbouring parts from being cut elsewhere
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What is wrong with a chain, oldest entry first. */
    static List<String> check(List<Entry> entries) {
        List<String> wrong = new ArrayList<>();
        String previous = GENESIS;
        long position = 1;
        for (Entry e : entries) {
            if (e.position() != position) {
                wrong.add("entry " + e.id() + " stands at position " + e.position() + ", expected " + position);
            }
            if (!e.previous().equals(previous)) {
                wrong.add("entry " + e.id() + " does not follow the entry before it");
            }
            String hash =
                    hash(e.id(), e.caseId(), e.position(), e.at(), e.event(), e.actor(), e.details(), e.previous());
            if (!hash.equals(e.hash())) {
                wrong.add("entry " + e.id() + " was changed");
            }
            previous = e.hash();
            position = e.position() + 1;
        }
        return wrong;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
