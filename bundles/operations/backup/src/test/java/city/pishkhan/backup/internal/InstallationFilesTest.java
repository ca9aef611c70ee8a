package city.pishkhan.backup.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationFilesTest {
    @TempDir
    Path folder;

    private InstallationFiles installation;

    @BeforeEach
    void begin() {
        installation = new InstallationFiles(folder, folder.resolve("etc"), folder.resolve("data"));
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @Test
    void separatesSecretsFromPlainFiles() throws IOException {
        file("etc/city.pishkhan.sms.cfg", "url=https://sms\ntoken=env:SMS_TOKEN\nfrom=${env:SENDER:-}\n");
        file("etc/city.pishkhan.fire.cfg", "password = said in the file\n");
        file(
                "etc/city.pishkhan.tls.cfg",
                "keystore=etc/tls/server.p12\nkeystore.password=file:${karaf.etc}/tls/phrase\n");
        file("etc/tls/server.p12", "x");
        file("etc/tls/phrase", "x");
        file("etc/tls/chain.pem", "-----BEGIN CERTIFICATE-----");
        file("etc/tls/own.pem", "-----BEGIN PRIVATE KEY-----");
        Path elsewhere = file("mount/witness", "x");
        file("etc/city.pishkhan.journal.witness-a.cfg", "secret=file:" + elsewhere + "\n#password=old\n");
        file("etc/users.properties", "karaf = karaf\n");
        file("etc/users/clerks.users", "clerk = $argon2id$…\n");
        file("etc/org.apache.karaf.shell.cfg", "hostKey = ${karaf.etc}/host.key\nsshPort = 8101\n");
        file("etc/procedures/building-permit.yaml", "a: b\n");
        file("data/pishkhan/vault/master-1.key", "x");
        file("data/archive-keys/0123456789abcdef.key", "x");
        file("data/log/karaf.log", "x");

        InstallationFiles.Found found = installation.find();
        assertEquals(
                Set.of(
                        "etc/city.pishkhan.sms.cfg",
                        "etc/city.pishkhan.tls.cfg",
                        "etc/city.pishkhan.journal.witness-a.cfg",
                        "etc/tls/chain.pem",
                        "etc/org.apache.karaf.shell.cfg",
                        "etc/procedures/building-permit.yaml"),
                found.plain().keySet());
        assertEquals(
                Set.of(
                        "etc/city.pishkhan.fire.cfg",
                        "etc/tls/server.p12",
                        "etc/tls/phrase",
                        "etc/tls/own.pem",
                        "etc/users.properties",
                        "etc/users/clerks.users",
                        "data/pishkhan/vault/master-1.key",
                        "data/archive-keys/0123456789abcdef.key",
                        installation.name(elsewhere)),
                found.secret().keySet());
        assertEquals(Set.of("SMS_TOKEN"), found.environment());
    }

    /** A backup contains wrapped master keys, so neither it nor its key bundle may contain what unwraps them. */
    @Test
    void omitsKeyEncryptionKeys() throws IOException {
        Path elsewhere = file("mount/kek", "x");
        file(
                "etc/city.pishkhan.vault.cfg",
                "kek = file:" + elsewhere
                        + "\nkek.previous = file:${karaf.etc}/old.key, file:${karaf.data}/pishkhan/older\n"
                        + "kek.pin = file:etc/pin\n");
        file("etc/old.key", "x");
        file("etc/pin", "x");
        file("data/pishkhan/older", "x");
        file("data/pishkhan/vault/master-1.wrapped", "x");
        InstallationFiles.Found found = installation.find();
        assertEquals(Set.of("etc/city.pishkhan.vault.cfg"), found.plain().keySet());
        assertEquals(
                Set.of("data/pishkhan/vault/master-1.wrapped"), found.secret().keySet());
    }

    @Test
    void resolvesNamesAndRejectsPathsOutside() throws IOException {
        for (Path file : List.of(
                folder.resolve("etc/a/b.cfg"), folder.resolve("data/pishkhan/x.key"), Path.of("/mnt/keys/master"))) {
            assertEquals(file, installation.resolve(installation.name(file)));
        }
        for (String name : List.of("etc/../../x", "data/../etc/x", "other/x", "x")) {
            assertThrows(IllegalArgumentException.class, () -> installation.resolve(name), name);
        }
    }
}
