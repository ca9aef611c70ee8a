package city.pishkhan.cluster.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationDigestTest {
    @TempDir
    Path one;

    @TempDir
    Path two;

    private static void write(Path etc, String name, String text) throws IOException {
        Files.createDirectories(etc.resolve(name).getParent());
        Files.writeString(etc.resolve(name), text);
    }

    /**
     * A file that is not valid UTF-8 is compared too: the file installer reads it in ISO 8859-1, in which every content
     * is valid.
     */
    @Test
    void comparesFilesThatAreNotUtf8() throws IOException {
        for (Path etc : List.of(one, two)) {
            Files.write(etc.resolve("city.pishkhan.city.cfg"), new byte[] {'a', '=', (byte) 0xe9});
        }
        assertEquals(Set.of(), differences());
        assertTrue(new ConfigurationDigest(one).compute().containsKey("city.pishkhan.city.cfg a"));
        Files.write(two.resolve("city.pishkhan.city.cfg"), new byte[] {'a', '=', (byte) 0xea});
        assertEquals(Set.of("city.pishkhan.city.cfg a"), differences());
    }

    private Set<String> differences() {
        Map<String, String> here = new ConfigurationDigest(one).compute();
        Map<String, String> there = new ConfigurationDigest(two).compute();
        Set<String> names = new java.util.TreeSet<>(here.keySet());
        names.addAll(there.keySet());
        return names.stream()
                .filter(name -> !here.getOrDefault(name, "").equals(there.getOrDefault(name, "")))
                .collect(Collectors.toSet());
    }

    @Test
    void namesDifferingKeysWithoutValues() throws IOException {
        write(one, "city.pishkhan.access.cfg", "# a comment\ntoken.minutes=15\nissuer = pishkhan\n");
        write(two, "city.pishkhan.access.cfg", "issuer=pishkhan\ntoken.minutes=20\nrealm=x\n");
        assertEquals(Set.of("city.pishkhan.access.cfg token.minutes", "city.pishkhan.access.cfg realm"), differences());
        assertFalse(new ConfigurationDigest(one).compute().toString().contains("15"), "no value");
    }

    @Test
    void ignoresNodeSpecificSettings() throws IOException {
        write(one, "city.pishkhan.platform.postgres.cfg", "url=a");
        write(two, "city.pishkhan.platform.postgres.cfg", "url=b");
        write(one, "org.apache.felix.http.cfg", "pishkhan.port=1");
        write(one, "city.pishkhan.cluster.cfg", "name=a");
        assertEquals(Set.of(), differences());
    }

    /** The hash of a secret must be slow, so that an attacker cannot find the secret by trying values. */
    @Test
    void secretsUseSlowHash() throws IOException {
        write(one, "city.pishkhan.bank.mellat.cfg", "password=secret\nterminal=1");
        write(two, "city.pishkhan.bank.mellat.cfg", "password=other\nterminal=1");
        assertEquals(Set.of("city.pishkhan.bank.mellat.cfg password"), differences());
        write(two, "city.pishkhan.other.cfg", "url=secret");
        Map<String, String> both = new ConfigurationDigest(two).compute();
        write(two, "city.pishkhan.other.cfg", "password=secret");
        assertNotEquals(
                both.get("city.pishkhan.other.cfg url"),
                new ConfigurationDigest(two).compute().get("city.pishkhan.other.cfg password"));
    }

    @Test
    void loginsAreComparedByNameAndRoles() throws IOException {
        write(one, "users/a.users", "clerk = plain:first, office:1204\nchief = pbkdf2:1, office:1204\n");
        write(two, "users/a.users", "clerk = pbkdf2:x, office:1204\nchief = pbkdf2:2, office:1205\n");
        assertEquals(Set.of("users/a.users chief"), differences());
    }

    @Test
    void comparesRulesAndRoutesByContent() throws IOException {
        write(one, "procedures/permit.yaml", "a");
        write(two, "procedures/permit.yaml", "b");
        write(one, "routes/telecom.camel.yaml", "same");
        write(two, "routes/telecom.camel.yaml", "same");
        assertEquals(Set.of("procedures/permit.yaml"), differences());
    }

    /**
     * A referenced secret is compared by its content: the reference may be the same on both nodes while the secret
     * differs or is missing.
     */
    @Test
    void comparesContentOfReferencedSecrets() throws IOException {
        for (Path etc : new Path[] {one, two}) {
            write(
                    etc,
                    "city.pishkhan.sms.cfg",
                    "password = file:${karaf.etc}/secrets/sms\nurl = https://sms.example\n");
            write(etc, "city.pishkhan.platform.postgres.cfg", "password = file:${karaf.etc}/secrets/own\n");
        }
        write(one, "secrets/sms", "first\n");
        write(two, "secrets/sms", "second\n");
        write(two, "secrets/own", "of the node");
        assertEquals(Set.of("city.pishkhan.sms.cfg password, content"), differences());
        Files.delete(two.resolve("secrets/sms"));
        assertEquals(Set.of("city.pishkhan.sms.cfg password, content"), differences());
        assertEquals("missing", new ConfigurationDigest(two).compute().get("city.pishkhan.sms.cfg password, content"));
        write(two, "secrets/sms", "first\n");
        assertEquals(Set.of(), differences());
        assertFalse(new ConfigurationDigest(one).compute().toString().contains("first"), "no value");
    }

    @Test
    void listsFilesAndVariablesNamedInSettings() throws IOException {
        write(
                one,
                "city.pishkhan.vault.cfg",
                "master = file:/run/secrets/master, env:MASTER_2\n#key = file:/commented\nhours = ${env:HOURS:-4}\n");
        write(one, "city.pishkhan.tls.cfg", "keystore = ${karaf.data}/tls.p12\nkeystore.password = env:TLS\n");
        write(one, "city.pishkhan.sms.cfg.example", "password = file:/example\n");
        write(one, "org.ops4j.pax.logging.cfg", "log4j2.path = file:/log\n");
        assertEquals(
                java.util.List.of(
                        "city.pishkhan.tls.cfg keystore /data/tls.p12 true",
                        "city.pishkhan.tls.cfg keystore.password TLS false",
                        "city.pishkhan.vault.cfg master /run/secrets/master true",
                        "city.pishkhan.vault.cfg master MASTER_2 false"),
                new FileReferences(one, Path.of("/data"), Path.of("/base"))
                        .all().stream()
                                .map(r -> r.configuration() + " " + r.key() + " " + r.target() + " " + r.file())
                                .toList());
    }

    /** Each node may have its own key-encryption key, which is neither compared nor copied. */
    @Test
    void omitsKeyEncryptionKeys() throws IOException {
        write(one, "city.pishkhan.vault.cfg", "kek = file:/run/one\nkek.pin = env:PIN\n");
        write(two, "city.pishkhan.vault.cfg", "kek = credential:pishkhan-kek\n");
        assertEquals(Set.of(), differences());
        assertEquals(List.of(), new FileReferences(one, Path.of("/data"), Path.of("/base")).all());
    }

    @Test
    void otherEncodingDoesNotHideReferences() throws IOException {
        Files.write(
                one.resolve("city.pishkhan.gas.cfg"),
                "# \u00e9\nkey = file:/run/secrets/gas\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertEquals(
                java.util.List.of("/run/secrets/gas"),
                new FileReferences(one, Path.of("/data"), Path.of("/base"))
                        .all().stream().map(FileReferences.Reference::target).toList());
    }
}
