package city.pishkhan.approvals.internal;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.Tx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves that the hub itself wrote a row that gives power. The row contains a keyed digest (MAC) of its columns, by a
 * key of the vault. Rows that were written with SQL are ignored. Each ignored row is a health warning, and is journaled
 * once for each start of a node.
 *
 * <p>A deleted row only takes power away. A row that the hub has deleted counts again if it is written back by SQL with
 * its old digest.
 */
@Component(service = {ProvenRows.class, HealthWatch.class})
public final class ProvenRows implements HealthWatch {
    private static final Messages MESSAGES = Messages.of(ProvenRows.class);
    private static final Logger LOG = LoggerFactory.getLogger(ProvenRows.class);
    private static final String PURPOSE = "approvals.";
    /** Maximum number of rows of one table that a warning or journal entry names. */
    private static final int NAMED = 20;

    private static final int MOST_REMEMBERED = 1_000;
    private static final int LONGEST_NAME = 100;

    private final Tx tx;
    private final Vault vault;
    private final Journal journal;
    private final Map<String, Map<String, Instant>> ignored = new ConcurrentHashMap<>();
    private final Set<String> journaled = new HashSet<>();

    @Activate
    public ProvenRows(@Reference Tx tx, @Reference Vault vault, @Reference Journal journal) {
        this.tx = tx;
        this.vault = vault;
        this.journal = journal;
    }

    /**
     * Returns the digest of a row.
     *
     * @param columns all columns that have an effect, in a fixed order
     */
    String mac(String table, @Nullable Object... columns) {
        return vault.mac(
                PURPOSE + table,
                Stream.of(columns)
                        .map(ProvenRows::unambiguous)
                        .collect(Collectors.joining(",", columns.length + ";", "")));
    }

    private static String unambiguous(@Nullable Object column) {
        String text = String.valueOf(column);
        return column == null ? "-" : text.length() + ":" + text;
    }

    /** Returns {@code true} if the hub wrote the row with these columns. */
    boolean isProven(@Nullable String mac, String table, @Nullable Object... columns) {
        return mac != null
                && MessageDigest.isEqual(
                        mac.getBytes(StandardCharsets.US_ASCII),
                        mac(table, columns).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reports the present rows of a table, or the lines of a file, that are ignored.
     *
     * @param names names of the rows for people; empty if there are none
     */
    void report(String table, Collection<String> names) {
        Map<String, Instant> before = ignored.getOrDefault(table, Map.of());
        if (names.isEmpty() && before.isEmpty()) {
            return;
        }
        Instant now = Instant.now();
        Map<String, Instant> present = new TreeMap<>();
        names.forEach(name -> present.put(printable(name), before.getOrDefault(printable(name), now)));
        ignored.put(table, present);
        synchronized (journaled) {
            List<String> fresh = present.keySet().stream()
                    .filter(name -> !journaled.contains(table + " " + name))
                    .toList();
            if (!fresh.isEmpty()) {
                List<String> named = fresh.stream().limit(NAMED).toList();
                tx.run(sql -> journal.record(
                        null,
                        "acceptance.ignored",
                        Caller.HUB,
                        Map.of("table", table, "rows", named, "count", fresh.size())));
                LOG.error("{}", MESSAGES.bilingual("warning.not-proven", table, String.join(", ", named)));
                if (journaled.size() > MOST_REMEMBERED) {
                    journaled.clear();
                }
                fresh.forEach(name -> journaled.add(table + " " + name));
            }
        }
    }

    /** Removes characters that could forge lines of logs, because an attacker may have written the row. */
    private static String printable(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N} ._:=@+-]", "?");
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }

    @Override
    public String name() {
        return "acceptances";
    }

    @Override
    public List<HealthWarning> warnings() {
        return ignored.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(table -> table.getValue().entrySet().stream()
                        .limit(NAMED)
                        .map(row -> HealthWarning.of(
                                MESSAGES, "not-proven", row.getKey(), row.getValue(), table.getKey(), row.getKey())))
                .toList();
    }
}
