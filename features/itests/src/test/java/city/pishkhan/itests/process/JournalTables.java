package city.pishkhan.itests.process;

import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.Frontier;
import city.pishkhan.proofs.Hashes;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.proofs.Sealed;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.verification.JdbcJournal;
import city.pishkhan.verification.JournalFile;
import city.pishkhan.verification.Report;
import city.pishkhan.verification.Source;
import city.pishkhan.verification.Trust;
import city.pishkhan.verification.Verifier;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Direct access to the journal's tables in one transaction: performs the alterations of a forger who has the database and, for some of
 * them, the key.
 */
final class JournalTables implements AutoCloseable {

    private static final int PORT_LINE = 3;
    private final Connection connection;
    private final SealKey key;

    JournalTables(Installation home) throws Exception {
        Path folder = home.data().resolve("postgres");
        String port = Files.readAllLines(folder.resolve("data/postmaster.pid"))
                .get(PORT_LINE)
                .strip();
        String password = Files.readString(folder.resolve("hub.password")).strip();
        connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/hub", "hub", password);
        connection.setAutoCommit(false);
        key = org.awaitility.Awaitility.await("the first key")
                .until(
                        () -> {
                            connection.rollback();
                            return JdbcJournal.within(connection).keys().stream()
                                    .findFirst()
                                    .orElse(null);
                        },
                        found -> found != null);
    }

    String pem() {
        return Trust.pem(key.key());
    }

    Report check(Seal... witnessed) throws SQLException {
        Source source = JdbcJournal.within(connection);
        return Verifier.check(source, new Trust(List.of(key.key()), source.keys()), List.of(witnessed));
    }

    Path export(Path file) throws Exception {
        try (var out = Files.newOutputStream(file)) {
            JournalFile.write(JdbcJournal.within(connection), out);
        }
        return file;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    /** Reads one number in a separate transaction. Uncommitted changes are rolled back. */
    long number(String sql) throws SQLException {
        connection.rollback();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } finally {
            connection.rollback();
        }
    }

    List<Long> numbers(UUID caseId) {
        return entries().stream()
                .filter(e -> e.caseId().equals(caseId))
                .map(Entry::sequence)
                .toList();
    }

    void remove(String where, Object... values) throws SQLException {
        run("delete from journal.number where entry in (select id from journal.entry where " + where + ")", values);
        run("delete from journal.entry where " + where, values);
    }

    /** Locks the journal until the rollback: an entry that the hub adds between two statements would be a further finding. */
    private void lock() throws SQLException {
        run("lock table journal.entry, journal.number, journal.seal in share row exclusive mode");
    }

    /** Deletes all entries with a sequence number above {@code last}. */
    void cut(long last) throws SQLException {
        lock();
        remove("id not in (select entry from journal.number where sequence <= ?)", last);
    }

    /** Deletes all seals after a given one, and all entries that the given seal and its predecessors do not cover. */
    void cutSeals(long last) throws SQLException {
        lock();
        run("delete from journal.seal where number > ?", last);
        cut(seals().get((int) last - 1).seal().to());
    }

    List<Long> swap(UUID caseId, long one, long other) throws SQLException {
        List<Entry> entries = entries().stream()
                .filter(e -> e.caseId().equals(caseId) && (e.position() == one || e.position() == other))
                .toList();
        run(
                "delete from journal.number where entry in (?, ?)",
                entries.get(0).id(),
                entries.get(1).id());
        run(
                "insert into journal.number values (?, ?)",
                entries.get(0).sequence(),
                entries.get(1).id());
        run(
                "insert into journal.number values (?, ?)",
                entries.get(1).sequence(),
                entries.get(0).id());
        return entries.stream().map(Entry::sequence).toList();
    }

    /** Inserts an entry at a position of a case and recomputes the rest of its chain. */
    void insert(UUID caseId, long position) throws SQLException {
        List<Entry> later = from(caseId, position);
        Entry at = later.get(0);
        for (int i = later.size() - 1; i >= 0; i--) {
            run(
                    "update journal.entry set position = position + 1 where id = ?",
                    later.get(i).id());
        }
        Entry inserted = hashed(
                UUID.randomUUID(),
                at,
                position,
                at.previous(),
                "inquiry.answered",
                "fire",
                "{\"verdict\":\"approve\"}");
        run(
                "insert into journal.entry (id, case_id, position, at, event, actor, details, previous, hash)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                inserted.id(),
                caseId,
                position,
                inserted.at().atOffset(ZoneOffset.UTC),
                inserted.event(),
                inserted.actor(),
                inserted.details(),
                inserted.previous(),
                inserted.hash());
        run("insert into journal.number select max(sequence) + 1, ?::uuid from journal.number", inserted.id());
        rehash(later, inserted.hash(), 1);
    }

    /** Changes an entry and recomputes the rest of its chain. */
    void rewrite(UUID caseId, long position) throws SQLException {
        List<Entry> later = from(caseId, position);
        run(
                "update journal.entry set actor = 'another' where id = ?",
                later.get(0).id());
        rehash(from(caseId, position), later.get(0).previous(), 0);
    }

    private void rehash(List<Entry> entries, String before, long shift) throws SQLException {
        String previous = before;
        for (Entry e : entries) {
            Entry rehashed = hashed(e.id(), e, e.position() + shift, previous, e.event(), e.actor(), e.details());
            run("update journal.entry set previous = ?, hash = ? where id = ?", previous, rehashed.hash(), e.id());
            previous = rehashed.hash();
        }
    }

    private static Entry hashed(
            UUID id, Entry like, long position, String previous, String event, String actor, String details) {
        String hash = Entry.hash(id, like.caseId(), position, like.at(), event, actor, details, previous);
        return new Entry(null, id, like.caseId(), position, like.at(), event, actor, details, previous, hash);
    }

    /**
     * Simulates a hub that continues on an older database: adds new, valid and later entries until there are as many seals as the witness
     * has.
     */
    void continueJournal(Installation home, UUID like, long seals) throws Exception {
        PrivateKey signer = privateKey(home);
        while (seals().size() < seals) {
            UUID caseId = UUID.randomUUID();
            Entry opened =
                    hashed(UUID.randomUUID(), entries().get(0), 1, Entry.GENESIS, "case.opened", "clerk-1204", "{}");
            String hash = Entry.hash(
                    opened.id(),
                    caseId,
                    1,
                    opened.at(),
                    opened.event(),
                    opened.actor(),
                    opened.details(),
                    Entry.GENESIS);
            run(
                    "insert into journal.entry (id, case_id, position, at, event, actor, details, previous, hash)"
                            + " values (?, ?, 1, ?, ?, ?, ?, ?, ?)",
                    opened.id(),
                    caseId,
                    opened.at().atOffset(ZoneOffset.UTC),
                    opened.event(),
                    opened.actor(),
                    opened.details(),
                    Entry.GENESIS,
                    hash);
            run("insert into journal.number select max(sequence) + 1, ?::uuid from journal.number", opened.id());
            // this seal covers the entries numbered so far; entries that the hub writes concurrently get later numbers
            seal(
                    signer,
                    entries().stream().filter(e -> e.sequence() != null).count(),
                    Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MICROS));
        }
    }

    /** Signs every seal again over the current entries, with the original times. */
    void reseal(Installation home) throws Exception {
        PrivateKey signer = privateKey(home);
        List<Sealed> old = seals();
        run("delete from journal.seal");
        for (Sealed one : old) {
            seal(signer, one.seal().to(), one.seal().at());
        }
    }

    private void seal(PrivateKey signer, long to, Instant at) throws SQLException {
        List<Sealed> before = seals();
        Seal last = before.isEmpty() ? null : before.get(before.size() - 1).seal();
        List<Entry> entries = entries().subList(0, (int) to);
        long from = last == null ? 1 : last.to() + 1;
        Frontier frontier = new Frontier();
        ByteArrayOutputStream leaves = new ByteArrayOutputStream();
        for (Entry e : entries) {
            frontier.append(Hashes.bytes(e.hash()));
            if (e.sequence() >= from) {
                leaves.writeBytes(Hashes.bytes(e.hash()));
            }
        }
        Seal seal = Seal.sign(
                new Seal(
                        before.size() + 1,
                        from,
                        to,
                        entries.stream().filter(e -> e.position() == 1).count(),
                        Hashes.hex(frontier.root()),
                        last == null ? Entry.GENESIS : last.hash(),
                        at,
                        key.id(),
                        ""),
                signer);
        run(
                "insert into journal.seal values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                seal.number(),
                seal.from(),
                seal.to(),
                seal.chains(),
                seal.root(),
                seal.previous(),
                seal.at().atOffset(ZoneOffset.UTC),
                seal.key(),
                seal.signature(),
                frontier.encoded(),
                leaves.toByteArray());
    }

    private static PrivateKey privateKey(Installation home) throws Exception {
        Path folder = home.data().resolve("pishkhan/journal");
        char[] password =
                Files.readString(folder.resolve("seal.password")).strip().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("seal.p12"))) {
            store.load(in, password);
        }
        return (PrivateKey) store.getKey("seal-1", password);
    }

    private List<Entry> from(UUID caseId, long position) {
        return entries().stream()
                .filter(e -> e.caseId().equals(caseId) && e.position() >= position)
                .toList();
    }

    private List<Entry> entries() {
        try (Stream<Entry> entries = JdbcJournal.within(connection).entries()) {
            return new ArrayList<>(entries.toList());
        }
    }

    /** Seals as this transaction sees them, oldest first. */
    List<Sealed> seals() {
        try (Stream<Sealed> seals = JdbcJournal.within(connection).seals()) {
            return seals.toList();
        }
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
