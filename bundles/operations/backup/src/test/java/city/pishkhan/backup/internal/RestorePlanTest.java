package city.pishkhan.backup.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.backup.Backups.KeyPlace;
import city.pishkhan.api.backup.Backups.PruneResult;
import city.pishkhan.api.backup.Backups.Summary;
import city.pishkhan.api.journal.BackupPart;
import city.pishkhan.backup.internal.RestorePlan.RestoreOptions;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.persistence.copy.BackupFault;
import city.pishkhan.persistence.copy.BackupFile;
import city.pishkhan.persistence.copy.BackupManifest;
import city.pishkhan.persistence.copy.BackupStore;
import city.pishkhan.persistence.copy.DatabaseCopy;
import city.pishkhan.persistence.copy.DatabaseLoader;
import city.pishkhan.persistence.copy.ErasureRegister;
import city.pishkhan.persistence.copy.RestoreOrder;
import city.pishkhan.persistence.copy.StoredFiles;
import city.pishkhan.proofs.CanonicalJson;
import city.pishkhan.proofs.EvidenceFile;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.verification.Trust;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the backup of a small hub and all obstacles to its restore. */
class RestorePlanTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String SHEET = Sha256.hex(new byte[] {1});

    private static final KeyPair SIGNER = pair();

    @TempDir
    Path folder;

    private TestStore store;
    private Path zip;
    private Path register;
    private KeyPlace keys;
    private Path system;
    private String here = "1.0.0";
    private Path signer;
    private Path witness;
    private final List<Path> confirmed = new ArrayList<>();
    private boolean skipped;
    private Path outside;

    private record Sheets(Map<String, byte[]> content) implements BackupPart {
        @Override
        public String folder() {
            return "sheets";
        }

        @Override
        public String table() {
            return "backup.sheet";
        }

        @Override
        public List<String> columns() {
            return List.of("stored", "sha256");
        }

        @Override
        public InputStream open(String name) throws IOException {
            if (!content.containsKey(name)) {
                throw new IOException("gone");
            }
            return new ByteArrayInputStream(content.get(name));
        }

        @Override
        public void put(String name, InputStream in) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void write() throws IOException {
        store = hub();
        store.tx().run(sql -> sql.execute("insert into backup.backup values (gen_random_uuid(), now(), 1, 2)"));
        store.tx().run(sql -> insertSheet(sql, SHEET));
        Path from = folder.resolve("from");
        file(from.resolve("etc/city.pishkhan.sms.cfg"), "url=https://sms\n");
        file(from.resolve("etc/users.properties"), "karaf = karaf\n");
        file(from.resolve("data/" + ErasureRegister.KEY_FILE), KEY + "\n");
        if (outside != null) {
            file(outside, "secret");
            file(from.resolve("etc/city.pishkhan.bank.cfg"), "password=file:" + outside + "\n");
            Files.delete(zip);
        }
        register = folder.resolve("register.jsonl");
        Files.deleteIfExists(register);
        new ErasureRegister(KEY).append(register, Map.of(UUID.randomUUID(), List.of()));
        zip = folder.resolve("backup.zip");
        Files.createFile(zip);
        InstallationFiles.Found found = new InstallationFiles(from, from.resolve("etc"), from.resolve("data")).find();
        Summary summary = summary(List.copyOf(found.secret().keySet()));
        BackupManifest manifest;
        try (BackupWriter writer = new BackupWriter(zip, Files.createTempFile(folder, "h", ""))) {
            manifest = writer.write(
                    store.tx(),
                    new StoredFiles(zip, List.of(new Sheets(Map.of(SHEET, new byte[] {1})))),
                    found,
                    "1.0.0",
                    1,
                    summary,
                    RestorePlanTest::signed);
        }
        TreeMap<String, byte[]> secret = new TreeMap<>();
        for (Map.Entry<String, Path> one : found.secret().entrySet()) {
            secret.put(one.getKey(), Files.readAllBytes(one.getValue()));
        }
        keys = new KeyPlace(folder.resolve("keys.zip"), null, null);
        String hash = HexFormat.of().formatHex(BackupFile.sha256().digest(manifest.json()));
        Files.write(keys.file(), new KeyBundle(manifest.id(), hash, SealKey.id(SIGNER.getPublic()), secret).zip());
        system = folder.resolve("system");
        jar("db/backup/V1__backup.sql");
        Files.createDirectories(folder.resolve("to/etc"));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance(SealKey.ALGORITHM).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ManifestSignature signed(byte[] manifest) {
        return signed(manifest, SIGNER);
    }

    private static ManifestSignature signed(byte[] manifest, KeyPair by) {
        return new ManifestSignature(
                SealKey.id(by.getPublic()),
                Base64.getEncoder().encodeToString(by.getPublic().getEncoded()),
                SealKey.sign(by.getPrivate(), EvidenceFile.signedBytes(manifest)));
    }

    private static TestStore hub() {
        TestStore store = TestStore.start();
        store.schemas().migrate(DatabaseLoader.class, "backup");
        store.tx().run(sql -> sql.execute("create table backup.sheet (sha256 bytea, note text, stored bytea)"));
        return store;
    }

    private static void insertSheet(Handle sql, String sha256) {
        sql.execute("insert into backup.sheet (sha256) values (decode(?, 'hex'))", sha256);
    }

    private static Summary summary(List<String> keys) {
        return new Summary(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), keys);
    }

    /** Writes another backup to the same folder. */
    private Summary writeBackup(String name, Map<String, byte[]> sheets) throws IOException {
        Summary summary = summary(List.of());
        Path file = Files.createFile(folder.resolve(name));
        try (BackupWriter writer = new BackupWriter(file, Files.createTempFile(folder, "h", ""))) {
            writer.write(
                    store.tx(),
                    new StoredFiles(file, List.of(new Sheets(sheets))),
                    new InstallationFiles.Found(
                            new TreeMap<>(Map.of("etc/x.cfg", register)), new TreeMap<>(), new java.util.TreeSet<>()),
                    "1.0.0",
                    0,
                    summary,
                    RestorePlanTest::signed);
        }
        return summary;
    }

    private String faults(String name, int sample) throws IOException {
        List<String> expected = new ArrayList<>();
        try (BackupFile backup = BackupFile.open(folder.resolve(name))) {
            return String.join("\n", backup.verify(sample, expected::add)) + String.join("\n", expected);
        }
    }

    private List<Path> rows() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("store/rows"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void storeKeepsUnchangedPartsAndSheets() throws IOException {
        store.tx()
                .run(sql -> sql.execute(
                        "insert into backup.sheet (sha256, note) select sha256(int4send(n % 300)), repeat(md5(n::text), 10)"
                                + " from generate_series(1, 60000) n"));
        Map<String, byte[]> sheets = new HashMap<>();
        for (int n = 0; n < 300; n++) {
            byte[] sheet = ByteBuffer.allocate(Integer.BYTES).putInt(n).array();
            sheets.put(Sha256.hex(sheet), sheet);
        }
        sheets.put(SHEET, new byte[] {1});
        assertEquals(300, writeBackup("monday.zip", sheets).copied().get("sheets"));
        List<Path> before = rows();
        assertEquals(4, before.size(), "one of the backup before, three of this");
        assertEquals(0, writeBackup("tuesday.zip", sheets).copied().get("sheets"));
        assertEquals(before, rows());
        byte[] added = {9};
        sheets.put(Sha256.hex(added), added);
        store.tx().run(sql -> insertSheet(sql, Sha256.hex(added)));
        Summary third = writeBackup("wednesday.zip", sheets);
        assertEquals(1, third.copied().get("sheets"));
        assertEquals(60_002, third.files().get("sheets"));
        assertEquals(before.size() + 1, rows().size(), "the part that it lies in");
        assertTrue(Files.size(folder.resolve("wednesday.zip")) < 20_000);
        for (String name : List.of("monday.zip", "wednesday.zip")) {
            assertTrue(faults(name, 50).startsWith("rows: 3 of 3 parts read\nsheets: "), faults(name, 50));
        }
        try (TestStore to = hub();
                BackupFile backup = BackupFile.open(folder.resolve("wednesday.zip"))) {
            to.tx().run(sql -> new DatabaseCopy(sql).restore(backup));
            String sum =
                    "select count(*) || ' ' || md5(string_agg(s::text, '' order by note, sha256)) from backup.sheet s";
            assertEquals(text(store, sum), text(to, sum));
        }
    }

    private static String text(TestStore of, String query) {
        return of.tx()
                .required(sql -> sql.createQuery(query).mapTo(String.class).one());
    }

    @Test
    void restoresRowsInPartsUnchanged() throws IOException {
        store.tx()
                .run(
                        sql -> sql.execute(
                                "insert into backup.sheet values (sha256('\\x01'), E'a\\tb\\nc\\\\N \\r', null),"
                                        + " (sha256('\\x02'), '\\N', sha256('\\x01')), (sha256('\\x03'), 'پرونده', sha256('\\x01'))"));
        writeBackup("signs.zip", Map.of(SHEET, new byte[] {1}));
        try (TestStore to = hub();
                BackupFile backup = BackupFile.open(folder.resolve("signs.zip"))) {
            to.tx().run(sql -> new DatabaseCopy(sql).restore(backup));
            String all = "select json_agg(s order by note, sha256)::text from backup.sheet s";
            assertEquals(text(store, all), text(to, all));
        }
    }

    @Test
    void unreadableSheetIsNamedAndRetried() throws IOException {
        byte[] unreadable = {7};
        String name = Sha256.hex(unreadable);
        store.tx().run(sql -> insertSheet(sql, name));
        assertEquals(
                1,
                writeBackup("without.zip", Map.of(SHEET, new byte[] {1}))
                        .missing()
                        .get("sheets"));
        assertTrue(
                faults("without.zip", 0)
                        .endsWith(
                                "1 were missing when the backup was written, according to missing.txt (1 of them referenced here)"),
                faults("without.zip", 0));
        assertEquals(
                1,
                writeBackup("other.zip", Map.of(SHEET, new byte[] {1}, name, new byte[] {8}))
                        .missing()
                        .get("sheets"));
        Summary mended = writeBackup("mended.zip", Map.of(SHEET, new byte[] {1}, name, unreadable));
        assertEquals(
                List.of(1L, 0L),
                List.of(mended.copied().get("sheets"), mended.missing().get("sheets")));
        assertTrue(faults("mended.zip", 0).endsWith("sheets: 2 of 2 read"), faults("mended.zip", 0));
    }

    @Test
    void pruneDeletesFilesWithoutBackup() throws IOException {
        byte[] old = {5};
        byte[] both = {6};
        Map<String, byte[]> sheets = Map.of(SHEET, new byte[] {1}, Sha256.hex(old), old, Sha256.hex(both), both);
        store.tx().run(sql -> sheets.keySet().forEach(name -> insertSheet(sql, name)));
        writeBackup("first.zip", sheets);
        store.tx().run(sql -> sql.execute("delete from backup.sheet where sha256 = sha256('\\x05')"));
        writeBackup("second.zip", sheets);
        Files.delete(zip);
        assertEquals(new PruneResult(2, 1, 0, 0), prune());
        Files.delete(folder.resolve("first.zip"));
        try (BackupStore.Lock lock = BackupStore.forBackup(zip).lock()) {
            assertThrows(IllegalArgumentException.class, this::prune);
        }
        Path damaged = Files.write(folder.resolve("damaged.zip"), new byte[100]);
        assertThrows(IllegalArgumentException.class, this::prune);
        Files.delete(damaged);
        assertEquals(new PruneResult(1, 1, 1, 0), prune());
        assertTrue(faults("second.zip", 0).endsWith("sheets: 2 of 3 read"), faults("second.zip", 0));
        Files.delete(folder.resolve("second.zip"));
        assertThrows(IllegalArgumentException.class, this::prune);
        assertEquals(1, rows().size());
    }

    /** The message states what was deleted before a list of files turned out to be damaged. */
    @Test
    void pruneReportsDeletionsBeforeDamagedList() throws IOException {
        Map<String, byte[]> sheets = Map.of(SHEET, new byte[] {1});
        store.tx().run(sql -> insertSheet(sql, SHEET));
        writeBackup("first.zip", sheets);
        writeBackup("second.zip", sheets);
        Files.delete(zip);
        for (Path row : rows()) {
            Files.delete(row);
        }
        Path unused = folder.resolve("store/rows/" + "ab".repeat(32) + ".gz");
        Files.createDirectories(unused.getParent());
        Files.write(unused, new byte[] {1});
        String message =
                assertThrows(IllegalArgumentException.class, this::prune).getMessage();
        assertFalse(Files.exists(unused));
        assertTrue(message.contains("unused files were deleted before"), message);
    }

    /** Prunes and ignores the number of bytes. */
    private PruneResult prune() throws IOException {
        PruneResult pruned = new StorePrune(folder).run();
        return new PruneResult(pruned.backups(), pruned.rows(), pruned.files(), 0);
    }

    private interface StoreChange {
        void make(Path file) throws IOException;
    }

    private void assertFault(Path file, StoreChange change, String expected) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        change.make(file);
        assertTrue(faults(all()).contains(expected), faults(all()));
        Files.write(file, whole);
    }

    @Test
    void namesMissingOrChangedFilesOfStore() throws IOException {
        assertEquals("", faults(all()));
        Path sheet =
                folder.resolve("store/sheets/" + SHEET.substring(0, 2) + "/" + SHEET.substring(2, 4) + "/" + SHEET);
        Path rows = rows().get(0);
        assertFault(sheet, Files::delete, "sheets/" + SHEET + " is missing in ");
        assertFault(sheet, file -> Files.write(file, new byte[] {2}), "sheets/" + SHEET + " is damaged");
        assertFault(rows, Files::delete, "are missing in ");
        assertFault(rows, file -> Files.write(file, new byte[] {2}), "is damaged");
        byte[] other = Files.readAllBytes(rows);
        other[other.length / 2] ^= 1;
        assertFault(rows, file -> Files.write(file, other), "is damaged");
        assertEquals("", faults(all()));
    }

    private static void file(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void jar(String... migrations) throws IOException {
        Path jar = system.resolve("city/pishkhan/x/1/x-1.jar");
        Files.createDirectories(jar.getParent());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String migration : migrations) {
                out.putNextEntry(new ZipEntry(migration));
            }
        }
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private RestoreOptions all() {
        return options(zip, keys, register, false, false, false);
    }

    private RestoreOptions options(
            Path file, KeyPlace keys, Path register, boolean noKeys, boolean noErasures, boolean keepEtc) {
        return new RestoreOptions(
                file,
                keys,
                register,
                noKeys,
                noErasures,
                keepEtc,
                0,
                signer,
                witness,
                new RestorePlan.OutsideKeyPolicy() {
                    @Override
                    public boolean isConfirmed(Path place) {
                        return confirmed.contains(place);
                    }

                    @Override
                    public boolean skipped() {
                        return skipped;
                    }
                });
    }

    private RestorePlan plan(RestoreOptions options) throws IOException {
        Path to = folder.resolve("to");
        return new RestorePlan(options, to, to.resolve("etc"), to.resolve("data"), system, here);
    }

    private String faults(RestoreOptions options) throws IOException {
        try (RestorePlan plan = plan(options)) {
            return String.join("\n", plan.faults(expected -> {}));
        } catch (BackupFault e) {
            return e.getMessage();
        }
    }

    private interface Change {
        void make(FileSystem zip) throws IOException;
    }

    private void assertFault(Change change, String expected) throws IOException {
        Path whole = Files.copy(zip, folder.resolve("whole"), StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem inside = FileSystems.newFileSystem(zip)) {
            change.make(inside);
        }
        String faults = faults(all());
        assertTrue(faults.contains(expected), faults);
        Files.move(whole, zip, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void namesMissingOrChangedFilesOfBackup() throws IOException {
        assertEquals("", faults(all()));
        assertFault(zip -> Files.delete(zip.getPath("db/backup.sheet.parts")), "db/backup.sheet.parts is missing");
        assertFault(zip -> Files.delete(zip.getPath("db/backup.backup.jsonl")), "db/backup.backup.jsonl is missing");
        assertFault(
                zip -> Files.delete(zip.getPath("etc/city.pishkhan.sms.cfg")), "etc/city.pishkhan.sms.cfg is missing");
        assertFault(zip -> Files.write(zip.getPath("etc/more.cfg"), new byte[0]), "etc/more.cfg does not belong");
        assertFault(zip -> Files.delete(zip.getPath("hashes.txt")), "hashes.txt is missing");
        assertFault(zip -> Files.writeString(zip.getPath("hashes.txt"), ""), "hashes.txt does not match its hash");
        assertFault(zip -> Files.delete(zip.getPath("manifest.json")), "no manifest.json");
        assertFault(
                zip -> Files.writeString(zip.getPath("manifest.json"), "{\"format\":1}"),
                "has format 1, this version reads format 3");
        assertFault(
                zip -> Files.writeString(zip.getPath("manifest.json"), "{\"format\":4,\"version\":\"2.0.0\"}"),
                "Pishkhan 2.0.0 wrote it: restore with that version");
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertTrue(faults(all()).contains("its end is missing"));
        Files.delete(zip);
        assertTrue(faults(all()).contains("does not exist"));
    }

    @Test
    void refusesUnsignedAlteredOrForeignManifest() throws IOException {
        assertFault(zip -> Files.delete(zip.getPath("manifest.sig")), "manifest: it is not signed");
        assertFault(
                zip -> {
                    Path manifest = zip.getPath("manifest.json");
                    Files.writeString(manifest, Files.readString(manifest).replace("\"1.0.0\"", "\"0.9.0\""));
                },
                "manifest: it was altered");
        assertFault(zip -> Files.writeString(zip.getPath("manifest.sig"), "{}"), "manifest: it was altered");
        assertFault(
                zip -> Files.write(
                        zip.getPath("manifest.sig"),
                        signed(Files.readAllBytes(zip.getPath("manifest.json")), pair())
                                .json()),
                "the key bundle names " + SealKey.id(SIGNER.getPublic()));
        signer = Files.writeString(folder.resolve("signer.pem"), Trust.pem(pair().getPublic()));
        assertTrue(faults(all()).contains("which is not in " + signer), faults(all()));
        Files.writeString(signer, Trust.pem(SIGNER.getPublic()));
        assertEquals("", faults(all()));
    }

    @Test
    void refusesKeyMissingFromManifest() throws IOException {
        KeyBundle right = KeyBundle.read(keys);
        right.files().put("file/etc/cron.d/x", "* * * * * root x".getBytes(StandardCharsets.UTF_8));
        right.files().put("data/../../x", new byte[0]);
        Files.write(keys.file(), new KeyBundle(right.backup(), right.manifest(), right.signer(), right.files()).zip());
        assertEquals(
                "keys: data/../../x is in the key bundle, and the manifest does not name it\n"
                        + "keys: file/etc/cron.d/x is in the key bundle, and the manifest does not name it",
                faults(all()));
    }

    @Test
    void keyOutsideInstallationNeedsConfirmation() throws IOException {
        Path elsewhere = folder.resolve("elsewhere/bank.password");
        store.close();
        outside = elsewhere;
        write();
        assertTrue(faults(all()).contains("target: " + elsewhere + " is outside etc and data"), faults(all()));
        skipped = true;
        assertEquals("", faults(all()));
        skipped = false;
        confirmed.add(elsewhere);
        assertEquals("", faults(all()));
        Files.delete(elsewhere);
        skipped = true;
        try (RestorePlan plan = plan(all())) {
            assertEquals(List.of(), plan.faults(expected -> {}));
            plan.execute();
        }
        assertFalse(Files.exists(elsewhere));
        assertTrue(Files.exists(folder.resolve("to/etc/users.properties")));
    }

    /**
     * A key bundle encrypted for a certificate does not prove who signed the backup, because anybody can encrypt for a
     * public certificate.
     */
    @Test
    void keyBundleForRecipientDoesNotProveSigner() throws IOException {
        signer = null;
        List<String> expected = new ArrayList<>();
        try (RestorePlan plan = plan(all())) {
            assertEquals(List.of(), plan.faults(expected::add));
        }
        assertTrue(String.join(" ", expected).contains("whose owner is unknown"), expected::toString);
    }

    @Test
    void listsLossesOfRestoreWithoutKeys() throws IOException {
        try (RestorePlan plan = plan(options(zip, KeyPlace.NONE, register, true, false, false))) {
            String losses = String.join("\n", plan.losses());
            assertTrue(losses.startsWith("WITHOUT ITS KEYS THIS BACKUP PERMANENTLY LOSES:"), losses);
            assertTrue(losses.contains("all logins and their passwords (etc/users.properties)"), losses);
            assertTrue(
                    losses.contains("the register of erasures: data of persons erased since the backup comes back"),
                    losses);
        }
        assertTrue(String.join(" ", KeyLosses.describe(List.of("data/pishkhan/vault/master-1.key")))
                .contains("all names, national IDs"));
    }

    @Test
    void restoreOrderContainsLastWitnessSeal() throws IOException {
        witness = Files.createDirectory(folder.resolve("witness"));
        for (long number : List.of(1L, 2L)) {
            Seal seal = Seal.sign(
                    new Seal(number, number, number, 1, "00", "", Instant.EPOCH, SealKey.id(SIGNER.getPublic()), ""),
                    SIGNER.getPrivate());
            Files.writeString(
                    witness.resolve("seal-" + number + ".json"), CanonicalJson.line(CanonicalJson.write(seal)));
        }
        try (RestorePlan plan = plan(all())) {
            assertEquals(List.of(), plan.faults(expected -> {}));
            plan.execute();
        }
        assertEquals(
                2,
                RestoreOrder.find(folder.resolve("to/data"))
                        .orElseThrow()
                        .witnessed()
                        .number());
    }

    @Test
    void refusesMissingOrForeignKeys() throws IOException {
        assertTrue(faults(options(zip, KeyPlace.NONE, register, false, false, false))
                .contains("keys: give the key bundle of this backup with --keys"));
        assertEquals("", faults(options(zip, KeyPlace.NONE, register, true, false, false)));
        assertTrue(faults(options(zip, keys, register, true, false, false)).contains("not both"));
        KeyBundle right = KeyBundle.read(keys);
        Files.write(
                keys.file(), new KeyBundle(UUID.randomUUID(), right.manifest(), right.signer(), right.files()).zip());
        assertTrue(faults(all()).contains("belongs to another backup"));
        right.files().remove("etc/users.properties");
        Files.write(keys.file(), new KeyBundle(right.backup(), right.manifest(), right.signer(), right.files()).zip());
        assertTrue(faults(all()).contains("keys: etc/users.properties is missing"));
    }

    @Test
    void refusesMissingOrOutdatedErasureRegister() throws IOException {
        assertTrue(faults(options(zip, keys, null, false, false, false)).contains("give the register with --erasures"));
        assertEquals("", faults(options(zip, keys, null, false, true, false)));
        Files.writeString(register, "");
        assertTrue(faults(all()).contains("has 0, but the backup has 1: it is an older copy"));
        Files.writeString(register, "{}\n");
        assertTrue(faults(all()).contains("was altered"));
        Files.delete(register);
        assertTrue(faults(all()).contains("does not exist"));
    }

    @Test
    void namesSchemaOfOtherVersion() throws IOException {
        jar("db/backup/V1__backup.sql", "db/backup/V2__more.sql", "db/other/V1__other.sql");
        String faults = faults(all());
        assertTrue(faults.contains("schema backup: the backup has version 1, this hub a newer one, 2"), faults);
        assertFalse(faults.contains("schema other"), "its owner makes it when it first needs it");
        jar();
        assertTrue(faults(all()).contains("schema backup: the backup has version 1, this hub has none"));
    }

    @Test
    void refusesBackupOfNewerVersionOnly() throws IOException {
        for (String older : List.of("0.9.12", "1.0.0.SNAPSHOT")) {
            here = older;
            assertEquals(
                    "version: Pishkhan 1.0.0 wrote this backup, this is Pishkhan " + older
                            + ", which is older: unpack Pishkhan 1.0.0 and restore with its bin/restore",
                    faults(all()));
        }
        for (String newer : List.of("1.0.0", "1.0.1.SNAPSHOT", "1.10.0")) {
            here = newer;
            assertEquals("", faults(all()));
        }
    }

    @Test
    void refusesTargetThatWasStarted() throws IOException {
        file(folder.resolve("to/data/pishkhan/vault/master-1.key"), "x");
        assertTrue(faults(all()).contains("data/pishkhan is not empty"));
    }

    @Test
    void writesKeysConfigurationAndRestoreOrder() throws IOException {
        Path to = folder.resolve("to");
        file(to.resolve("etc/city.pishkhan.sms.cfg"), "url=https://other\n");
        file(to.resolve("etc/city.pishkhan.webhooks-x.cfg"), "would=start something\n");
        try (RestorePlan plan = plan(all())) {
            assertEquals(List.of(), plan.faults(expected -> {}));
            plan.execute();
        }
        assertEquals("url=https://sms\n", Files.readString(to.resolve("etc/city.pishkhan.sms.cfg")));
        assertFalse(Files.exists(to.resolve("etc/city.pishkhan.webhooks-x.cfg")));
        assertTrue(Files.exists(to.resolve("data/restore/etc-before/etc/city.pishkhan.webhooks-x.cfg")));
        Path key = to.resolve("data/" + ErasureRegister.KEY_FILE);
        assertEquals(KEY, Files.readString(key).strip());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        assertEquals(-1, Files.mismatch(register, to.resolve("data/erasures/register.jsonl")));
        RestoreOrder order = RestoreOrder.find(to.resolve("data")).orElseThrow();
        assertEquals(RestoreOrder.Phase.DATABASE, order.phase());
        assertTrue(faults(all()).contains("another restore is waiting"), "twice is once too often");

        // an interrupted restore of the same backup may continue
        order.withPhase(RestoreOrder.Phase.FILES).write(to.resolve("data"));
        assertEquals("", faults(all()));
    }

    @Test
    void restoresRowsOnlyIntoEmptyDatabase() throws IOException {
        try (TestStore to = hub();
                BackupFile backup = BackupFile.open(zip)) {
            to.tx().run(sql -> sql.execute("insert into backup.backup values (gen_random_uuid(), now(), 7, 7)"));
            Map<String, Long> rows = to.tx().required(sql -> new DatabaseCopy(sql).restore(backup));
            assertEquals(1, rows.get("backup.backup"));
            assertEquals(List.of(1L), to.tx().required(sql -> sql.createQuery("select rows from backup.backup")
                    .mapTo(Long.class)
                    .list()));
        }
        try (TestStore other = TestStore.start();
                BackupFile backup = BackupFile.open(zip)) {
            BackupFault fault = assertThrows(
                    BackupFault.class, () -> other.tx().required(sql -> new DatabaseCopy(sql).restore(backup)));
            assertTrue(fault.getMessage().contains("schema backup"), fault.getMessage());
        }
    }

    @Test
    void restoresImmutableTablesAndTheirSequences() throws IOException {
        Path file = Files.createFile(folder.resolve("rules.zip"));
        try (TestStore from = withRules();
                BackupWriter writer = new BackupWriter(file, Files.createTempFile(folder, "h", ""))) {
            from.tx().run(sql -> sql.execute("insert into backup.rule (text, after) values ('a', 2), ('b', 1)"));
            writer.write(
                    from.tx(),
                    new StoredFiles(file, List.of()),
                    new InstallationFiles.Found(new TreeMap<>(), new TreeMap<>(), new java.util.TreeSet<>()),
                    "1",
                    0,
                    summary(List.of()),
                    RestorePlanTest::signed);
        }
        try (TestStore to = withRules();
                BackupFile backup = BackupFile.open(file)) {
            assertEquals(
                    2,
                    to.tx()
                            .required(sql -> new DatabaseCopy(sql).restore(backup))
                            .get("backup.rule"));
            int next = to.tx()
                    .required(sql -> sql.createQuery("insert into backup.rule (text) values ('c') returning id")
                            .mapTo(Integer.class)
                            .one());
            assertEquals(3, next);
            Exception refused = assertThrows(
                    RuntimeException.class, () -> to.tx().run(sql -> sql.execute("delete from backup.rule")));
            assertTrue(refused.getMessage().contains("never changed"), refused.getMessage());
        }
    }

    private static TestStore withRules() {
        TestStore store = hub();
        store.tx().run(sql -> {
            sql.execute("create table backup.rule (id int generated always as identity primary key, text text,"
                    + " after int references backup.rule deferrable initially deferred)");
            sql.execute("create function backup.immutable() returns trigger language plpgsql as"
                    + " $$ begin raise exception 'never changed'; end $$");
            sql.execute("create trigger immutable before update or delete or truncate on backup.rule"
                    + " for each statement execute function backup.immutable()");
        });
        return store;
    }

    @Test
    void backupContainsNoSecrets() throws IOException {
        try (BackupFile backup = BackupFile.open(zip)) {
            assertEquals(
                    List.of("etc/city.pishkhan.sms.cfg"),
                    backup.namesBelow("etc/").toList());
            for (String name : backup.namesBelow("").toList()) {
                try (InputStream in = backup.open(name)) {
                    assertFalse(new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(KEY), name);
                }
            }
        }
    }
}
