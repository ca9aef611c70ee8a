package city.pishkhan.vault.internal;

import static city.pishkhan.vault.internal.TestVault.NO_KEK;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.WorkCounter;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.api.security.VaultKeys.Rewrapped;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.platform.startup.StartState;
import city.pishkhan.stubs.Stubs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class VaultTest {
    private static final Caller OPERATOR = new Caller("operator", Set.of("operator"));
    private static final String ID = "0499370899";

    @TempDir
    Path folder;

    private final UUID person = UUID.randomUUID();
    private TestStore store;
    private SqlVault vault;

    @BeforeEach
    void start() {
        store = TestStore.start();
        vault = vault();
        vault.createKeys(List.of(person));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private SqlVault vault() {
        return vault("", List.of());
    }

    private SqlVault vault(String master, List<String> previous) {
        return new SqlVault(
                store.tx(), store.schemas(), new MasterKeys(master, previous, folder.resolve("keys"), NO_KEK));
    }

    @Test
    void keysOfNewOwnersAreStoredAtCommit() {
        UUID fresh = UUID.randomUUID();
        UUID gone = UUID.randomUUID();
        byte[][] sealed = new byte[1][];
        store.tx().run(sql -> {
            vault.createNewKeys(List.of(fresh));
            sealed[0] = vault.seal(fresh, "sheet.key 1", ID);
            assertEquals(0, keys(fresh), "nothing is sent before the commit");
        });
        assertEquals(1, keys(fresh));
        assertEquals(Optional.of(ID), vault.open(fresh, "sheet.key 1", sealed[0]));
        assertEquals(Optional.of(ID), vault().open(fresh, "sheet.key 1", sealed[0]), "another hub");
        assertThrows(IllegalArgumentException.class, () -> store.tx().run(sql -> {
            vault.createNewKeys(List.of(gone));
            throw new IllegalArgumentException();
        }));
        assertThrows(IllegalStateException.class, () -> vault.open(gone, "sheet.key 1", sealed[0]));
        assertThrows(RuntimeException.class, () -> store.tx().run(sql -> vault.createNewKeys(List.of(fresh))));
        assertEquals(Optional.of(ID), vault().open(fresh, "sheet.key 1", sealed[0]), "who has a key keeps it");
        store.tx().run(sql -> {
            vault.destroy(List.of(fresh, person));
            assertEquals(Set.of(fresh, person), Set.copyOf(vault.destroyedInTransaction()));
        });
        store.tx().run(sql -> assertTrue(vault.destroyedInTransaction().isEmpty()));
    }

    private long keys(UUID owner) {
        return store.tx().separate(sql -> sql.createQuery("select count(*) from vault.key where owner = ?")
                .bind(0, owner)
                .mapTo(Long.class)
                .one());
    }

    @Test
    void cachesOpenedValueUntilKeyIsDestroyed() {
        byte[] sealed = vault.seal(person, "applicant.name 1", ID);
        assertEquals(Optional.of(ID), vault.open(person, "applicant.name 1", sealed));
        long opened = vault.workDone();
        assertEquals(Optional.of(ID), vault.open(person, "applicant.name 1", sealed.clone()));
        assertEquals(opened, vault.workDone());
        assertThrows(IllegalStateException.class, () -> vault.open(person, "applicant.name 2", sealed), "elsewhere");
        byte[] altered = sealed.clone();
        altered[altered.length - 1] ^= 1;
        assertThrows(IllegalStateException.class, () -> vault.open(person, "applicant.name 1", altered));
        vault.destroy(List.of(person));
        assertEquals(Optional.empty(), vault.open(person, "applicant.name 1", sealed));
    }

    private VaultKeysService rewrapping() {
        return new VaultKeysService(store.tx(), vault);
    }

    @Test
    void opensSealedValue() {
        byte[] sealed = vault.seal(person, "person.national_id", ID);
        assertEquals(Optional.of(ID), vault.open(person, "person.national_id", sealed));
        assertFalse(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1).contains(ID));
        assertFalse(
                java.util.Arrays.equals(sealed, vault.seal(person, "person.national_id", ID)), "equal values differ");
        assertEquals(Optional.of(ID), vault().open(person, "person.national_id", sealed), "another hub opens it");
        assertNull(vault.seal(person, "person.mobile", null));
        assertEquals(Optional.empty(), vault.open(person, "person.mobile", null));
    }

    /** Components that need the vault wait without failing until the key is present. */
    @Test
    void vaultIsPublishedOnceItsKeyIsPresent() throws Exception {
        Path keys = folder.resolve("keys");
        Path away = Files.move(keys, folder.resolve("away"));
        Map<String, Object> published = new ConcurrentHashMap<>();
        VaultComponent component = new VaultComponent(
                proxy(BundleContext.class, (name, said) -> {
                    Object what = said[0] instanceof String[] several ? String.join(",", several) : said[0];
                    published.put(what.toString(), said[1]);
                    return proxy(ServiceRegistration.class, (n, s) -> published.remove(what.toString()));
                }),
                store.tx(),
                store.schemas(),
                proxy(
                        SqlVault.Config.class,
                        (name, said) -> name.endsWith("previous")
                                ? new String[0]
                                : name.equals("key_folder") ? keys.toString() : ""));
        assertEquals(Set.of(StartState.class.toString()), published.keySet());
        StartState state = (StartState) published.get(StartState.class.toString());
        assertTrue(state.problem().orElseThrow().contains("Personal data is encrypted with the master key"));
        Files.move(away, keys);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> published.containsKey(
                        Vault.class.getName() + "," + SqlVault.class.getName() + "," + WorkCounter.class.getName()));
        component.stop();
        assertEquals(Map.of(), published);
    }

    private static <T> T proxy(Class<T> type, BiFunction<String, Object[], Object> answer) {
        return Stubs.intercept(type, (proxy, method, said) -> answer.apply(method.getName(), said));
    }

    @Test
    void rejectsValuesOfOtherOwnersAndAlteredValues() {
        byte[] sealed = vault.seal(person, "applicant.name 1", "زهرا");
        UUID other = UUID.randomUUID();
        vault.createKeys(List.of(other));
        assertThrows(IllegalStateException.class, () -> vault.open(person, "applicant.name 2", sealed));
        assertThrows(IllegalStateException.class, () -> vault.open(other, "applicant.name 1", sealed));
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThrows(IllegalStateException.class, () -> vault.open(person, "applicant.name 1", altered));
        }
        assertThrows(IllegalStateException.class, () -> vault.open(person, "applicant.name 1", new byte[3]));
        assertThrows(IllegalStateException.class, () -> vault.open(UUID.randomUUID(), "applicant.name 1", sealed));
    }

    @Test
    void destroyedKeyOpensNoValues() {
        byte[] sealed = vault.seal(person, "x", ID);
        SqlVault elsewhere = vault();
        assertFalse(vault.isDestroyed(person));
        vault.destroy(List.of(person, UUID.randomUUID()));
        assertTrue(vault.isDestroyed(person));
        assertEquals(Optional.empty(), vault.open(person, "x", sealed));
        assertEquals(Optional.empty(), elsewhere.open(person, "x", sealed));
        assertThrows(IllegalStateException.class, () -> vault.seal(person, "x", ID));
        vault.createKeys(List.of(person));
        assertTrue(vault.isDestroyed(person), "for ever");
    }

    @Test
    void keyOfFailedTransactionIsDiscarded() {
        UUID nobody = UUID.randomUUID();
        assertThrows(IllegalArgumentException.class, () -> store.tx().run(sql -> {
            vault.createKeys(List.of(nobody));
            assertEquals(Optional.of("y"), vault.open(nobody, "x", vault.seal(nobody, "x", "y")));
            throw new IllegalArgumentException();
        }));
        assertThrows(IllegalStateException.class, () -> vault.open(nobody, "x", new byte[40]));
        assertEquals(
                Optional.of("y"), vault().open(nobody, "x", vault.seal(nobody, "x", "y")), "made when it is needed");
    }

    @Test
    void existingKeyIsNotReplaced() {
        byte[] sealed = vault.seal(person, "x", ID);
        vault.createKeys(List.of(person, person));
        vault().createKeys(List.of(person));
        assertEquals(Optional.of(ID), vault().open(person, "x", sealed));
    }

    @Test
    void indexIsStableAcrossHubs() {
        assertEquals(vault.index(ID), vault().index(ID));
        assertNotEquals(vault.index(ID), vault.index("0790419904"));
        assertTrue(vault.index(ID).matches("[0-9a-f]{64}"));
    }

    @Test
    void proofsStayValidAndDependOnPurposeAndCity() throws IOException {
        String mac = vault.mac("accepted", ID);
        assertTrue(mac.matches("[0-9a-f]{64}"));
        assertNotEquals(mac, vault.mac("other", ID));
        assertNotEquals(mac, vault.index(ID));
        rewrapping().rewrap(OPERATOR);
        Files.delete(folder.resolve("keys/master-1.key"));
        assertEquals(mac, vault().mac("accepted", ID), "the master key was replaced");
        try (TestStore other = TestStore.start()) {
            assertNotEquals(mac, TestVault.create(other.tx(), other.schemas()).mac("accepted", ID));
        }
    }

    @Test
    void masterKeyIsReadableByOwnerOnly() throws IOException {
        try (var files = Files.list(folder.resolve("keys"))) {
            List<Path> all = files.toList();
            assertEquals(1, all.size(), all.toString());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(all.get(0))));
        }
    }

    @Test
    void rewrapsAllKeysWithNewMasterKey() throws IOException {
        List<UUID> many = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            many.add(UUID.randomUUID());
        }
        vault.createKeys(many);
        byte[] sealed = vault.seal(person, "x", ID);
        String index = vault.index(ID);
        VaultKeysService rewrapping = rewrapping();
        assertThrows(Refusal.class, () -> rewrapping.rewrap(new Caller("clerk", Set.of("office:1204"))));
        Rewrapped done = rewrapping.rewrap(OPERATOR);
        assertEquals(1_102, done.keys());
        assertEquals(List.of(0L, 1_102L), List.copyOf(rewrapping.masters().values()));

        // the previous master key wraps no data keys any more
        Files.delete(folder.resolve("keys/master-1.key"));
        SqlVault later = vault();
        assertEquals(Optional.of(ID), later.open(person, "x", sealed));
        assertEquals(index, later.index(ID));
        UUID next = UUID.randomUUID();
        later.createKeys(List.of(next));
        assertEquals(1_103L, rewrapping.masters().get(done.master()));
    }

    @Test
    void rewrapsLockedKeyAfterItsRelease() throws Exception {
        CompletableFuture<Rewrapped> rewrapped = store.tx().separate(sql -> {
            sql.createQuery("select owner from vault.key where owner = :owner for update")
                    .bind("owner", person)
                    .mapTo(UUID.class)
                    .one();
            CompletableFuture<Rewrapped> running =
                    CompletableFuture.supplyAsync(() -> rewrapping().rewrap(OPERATOR));
            await().until(() -> running.isDone()
                    || store.tx().<Boolean>separate(other -> other.createQuery(
                                    "select exists (select from pg_stat_activity where datname = current_database()"
                                            + " and wait_event_type = 'Lock')")
                            .mapTo(Boolean.class)
                            .one()));
            return running;
        });
        assertEquals(2, rewrapped.get().keys());
        assertEquals(List.of(0L, 2L), List.copyOf(rewrapping().masters().values()));
    }

    @Test
    void continuesInterruptedRewrap() {
        String master = store.tx().separate(vault::renew);
        assertEquals(1, vault.rewrap(master, 1));
        Rewrapped done = rewrapping().rewrap(OPERATOR);
        assertEquals(new Rewrapped(master, 1), done);
    }

    @Test
    void acceptsMasterKeyByReference() throws IOException {
        byte[] sealed = vault.seal(person, "x", ID);
        Path secret = Files.writeString(folder.resolve("master"), "0123456789abcdef0123456789abcdef\n");
        vault = vault("file:" + secret, List.of());
        rewrapping().rewrap(OPERATOR);
        Files.delete(folder.resolve("keys/master-1.key"));
        assertEquals(Optional.of(ID), vault("file:" + secret, List.of()).open(person, "x", sealed));

        Path newer = Files.writeString(folder.resolve("newer"), "ffffffffffffffff0123456789abcdef\n");
        String missing = assertThrows(IllegalStateException.class, () -> vault("file:" + newer, List.of()))
                .getMessage();
        assertTrue(missing.contains("city.pishkhan.vault") && missing.contains("کلید اصلی"), missing);
        vault = vault("file:" + newer, List.of("file:" + secret));
        assertEquals(2, rewrapping().rewrap(OPERATOR).keys());
        assertEquals(Optional.of(ID), vault("file:" + newer, List.of()).open(person, "x", sealed));
    }

    @Test
    void rejectsShortMasterKey() throws IOException {
        Path secret = Files.writeString(folder.resolve("master"), "short\n");
        assertThrows(IllegalStateException.class, () -> vault("file:" + secret, List.of()));
    }

    @Test
    void createsNewMasterKeyAfterRestoreWithoutKeys() throws IOException {
        byte[] before = vault.seal(person, "x", ID);
        String mac = vault.mac("accepted", ID);
        Files.delete(folder.resolve("keys/master-1.key"));
        assertThrows(IllegalStateException.class, () -> vault("", List.of()), "a lost key is noticed");
        String script = new String(
                SqlVault.class.getResourceAsStream("/db/vault/without-keys.sql").readAllBytes(),
                StandardCharsets.UTF_8);
        store.tx().run(sql -> sql.createScript(script).execute());
        vault = vault("", List.of());
        assertNotEquals(mac, vault.mac("accepted", ID));
        assertEquals(Optional.empty(), vault.open(person, "x", before));
        UUID next = UUID.randomUUID();
        assertEquals(Optional.of(ID), vault("", List.of()).open(next, "x", vault.seal(next, "x", ID)));
    }

    /**
     * While a master key is missing, as after a restore without keys, the error names the key. When the key is back,
     * the vault works.
     */
    @Test
    void warnsAboutMissingMasterKey() throws Exception {
        Path keys = folder.resolve("keys");
        MasterKeys here = new MasterKeys("", List.of(), keys, NO_KEK);
        assertEquals(List.of(), new VaultKeyWatch(store.tx(), store.schemas(), here).warnings());
        Path away = Files.move(keys, folder.resolve("away"));
        VaultKeyWatch watch =
                new VaultKeyWatch(store.tx(), store.schemas(), new MasterKeys("", List.of(), keys, NO_KEK));
        HealthWarning missing = watch.warnings().get(0);
        assertEquals("unknown-master-key", missing.kind());
        assertEquals(rewrapping().masters().keySet(), Set.of(missing.subject()));
        Files.move(away, keys);
        assertEquals(List.of(), watch.warnings(), "put where it belongs it is found");
    }

    /** A hub whose key-encryption key is missing or wrong opens nothing, and the warning names that key. */
    @Test
    void missingKeyEncryptionKeyKeepsVaultClosed() throws IOException {
        Path keys = folder.resolve("keys");
        byte[] sealed = vault.seal(person, "x", ID);
        KeyEncryptionKeys supplied = new KeyEncryptionKeys(
                "file:" + Files.writeString(folder.resolve("kek"), "0123456789abcdef0123456789abcdef"),
                List.of(),
                "",
                Map.of());
        KeyEncryptionKeys missing = new KeyEncryptionKeys("", List.of(), "", Map.of());
        MasterKeys plain = new MasterKeys("", List.of(), keys, missing);
        HealthWarning warning =
                new VaultKeyWatch(store.tx(), store.schemas(), plain).warnings().get(0);
        assertEquals("unwrapped-master-key", warning.kind());
        assertTrue(warning.remedy().english().contains("pishkhan:vault-kek-rewrap"));

        SqlVault wrapping = new SqlVault(store.tx(), store.schemas(), new MasterKeys("", List.of(), keys, supplied));
        VaultKeysService service = new VaultKeysService(store.tx(), wrapping);
        assertThrows(Refusal.class, () -> service.wrapMasters(new Caller("clerk", Set.of("office:1204"))));
        assertEquals(List.of("master-1.wrapped"), service.wrapMasters(OPERATOR).files());
        SqlVault later = new SqlVault(store.tx(), store.schemas(), new MasterKeys("", List.of(), keys, supplied));
        assertEquals(Optional.of(ID), later.open(person, "x", sealed));

        MasterKeys closed = new MasterKeys("", List.of(), keys, missing);
        assertThrows(UnavailableKekException.class, () -> new SqlVault(store.tx(), store.schemas(), closed));
        HealthWarning unknown = new VaultKeyWatch(store.tx(), store.schemas(), closed)
                .warnings()
                .get(0);
        assertEquals("unknown-master-key", unknown.kind());
        assertTrue(unknown.what().english().contains("credential:pishkhan-kek is missing"));
        assertEquals(
                "",
                new MasterKeyCheck(store.tx(), store.schemas(), closed)
                        .sharedKeys()
                        .get(0)
                        .fingerprint());
    }

    @Test
    void warnsAboutUnresolvableKeyReference() {
        VaultKeyWatch watch = new VaultKeyWatch(
                store.tx(),
                store.schemas(),
                new MasterKeys("file:" + folder.resolve("nothing"), List.of(), folder.resolve("empty"), NO_KEK));
        assertEquals(1, watch.warnings().size());
    }

    @Test
    void sealsAndOpensBytes() {
        UUID owner = UUID.randomUUID();
        byte[] content = {2, (byte) 0xff, 0, 7};
        byte[] sealed = vault.sealBytes(owner, "x", content);
        assertArrayEquals(content, vault.openBytes(owner, "x", sealed).orElseThrow());
        assertThrows(IllegalStateException.class, () -> vault.openBytes(owner, "y", sealed));
        assertArrayEquals(
                ID.getBytes(StandardCharsets.UTF_8),
                vault.openBytes(owner, "x", vault.seal(owner, "x", ID)).orElseThrow());
        vault.destroy(List.of(owner));
        assertEquals(Optional.empty(), vault.openBytes(owner, "x", sealed));
    }
}
