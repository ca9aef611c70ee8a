package city.pishkhan.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.persistence.DiskSpool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationAuditTest {

    private ActRecorder recorder;
    private Path etc;

    @TempDir
    Path home;

    @BeforeEach
    void open() throws Exception {
        recorder = new ActRecorder(home.resolve("acts"));
        recorder.stop();
        etc = Files.createDirectories(home.resolve("etc/users")).getParent();
        Files.writeString(etc.resolve("sms.cfg"), "# how\nurl = http://a\npassword = hunter2\n");
        Files.writeString(etc.resolve("users/a.users"), "clerk = x, office:1204\n");
    }

    private ConfigurationAudit audit() {
        return new ConfigurationAudit(
                recorder, Map.of("etc", etc, "deploy", home.resolve("deploy")), home.resolve("data"));
    }

    private List<String> recordedEvents() throws Exception {
        DiskSpool<Act> spool = ActRecorder.spool(home.resolve("acts"));
        List<Act> acts = spool.waiting(100);
        acts.forEach(spool::remove);
        return acts.stream()
                .map(a -> a.event() + " " + a.details().get("change") + " "
                        + a.details().get("file") + " " + a.details().get("keys"))
                .toList();
    }

    @Test
    void recordsChangedFilesAndKeys() throws Exception {
        ConfigurationAudit audit = audit();
        audit.recordChanges();
        assertEquals(List.of("configuration.found null null null"), recordedEvents());
        audit.recordChanges();
        assertEquals(List.of(), recordedEvents());
        Files.writeString(etc.resolve("sms.cfg"), "# why\nurl = http://a\npassword = hunter3\nnew=1\n");
        Files.writeString(etc.resolve("users/b.users"), "root = y, operator\n");
        Files.delete(etc.resolve("users/a.users"));
        Files.writeString(Files.createDirectories(home.resolve("deploy")).resolve("x.jar"), "jar");
        audit.recordChanges();
        assertEquals(
                List.of(
                        "configuration.changed added deploy/x.jar null",
                        "configuration.changed changed etc/sms.cfg [new, password]",
                        "configuration.changed removed etc/users/a.users null",
                        "configuration.changed added etc/users/b.users null"),
                recordedEvents());
        audit.stop();
    }

    @Test
    void findsChangesMadeWhileHubWasDown() throws Exception {
        ConfigurationAudit before = audit();
        before.recordChanges();
        before.stop();
        recordedEvents();
        Files.writeString(etc.resolve("users/a.users"), "clerk = x, office:1204, operator\n");
        ConfigurationAudit after = audit();
        after.recordChanges();
        assertEquals(List.of("configuration.changed changed etc/users/a.users [clerk]"), recordedEvents());
        after.stop();
    }

    /** The journal contains neither a value nor a digest by which a password could be guessed. */
    @Test
    void recordsNoValues() throws Exception {
        ConfigurationAudit audit = audit();
        audit.recordChanges();
        String content = "url = http://b\npassword = 1234\n";
        Files.writeString(etc.resolve("sms.cfg"), content);
        recordedEvents();
        audit.recordChanges();
        List<Act> acts = ActRecorder.spool(home.resolve("acts")).waiting(10);
        String all = acts.toString();
        assertTrue(all.contains("sms.cfg"), all);
        assertFalse(all.contains("1234") || all.contains(city.pishkhan.identifiers.Sha256.hex(content)), all);
        audit.stop();
    }

    /** Changes are found despite an unreadable file, a dot in a file name, a reset modification time, or a link. */
    @Test
    void findsHiddenChanges() throws Exception {
        ConfigurationAudit audit = audit();
        audit.recordChanges();
        recordedEvents();
        Path plain = etc.resolve("sms.cfg");
        var time = Files.getLastModifiedTime(plain);
        Files.writeString(plain, "# how\nurl = http://a\npassword = hunter9\n");
        Files.setLastModifiedTime(plain, time);
        Files.writeString(etc.resolve("users/.x.users"), "eve = x, operator\n");
        Files.createSymbolicLink(etc.resolve("gone"), home.resolve("nowhere"));
        Path outside = Files.createDirectories(home.resolve("outside"));
        Files.writeString(outside.resolve("y.cfg"), "a=1\n");
        Files.createSymbolicLink(etc.resolve("linked"), outside);
        audit.recordChanges();
        assertEquals(
                List.of(
                        "configuration.changed added etc/linked/y.cfg null",
                        "configuration.changed changed etc/sms.cfg [password]",
                        "configuration.changed added etc/users/.x.users null"),
                recordedEvents());
        audit.stop();
    }

    @Test
    void continuationLineIsNotRecordedAsKey() throws Exception {
        ConfigurationAudit audit = audit();
        audit.recordChanges();
        Files.writeString(etc.resolve("sms.cfg"), "url = http://a\npassword = hunter2\nkey = abc\\\n  c2VjcmV0=\n");
        recordedEvents();
        audit.recordChanges();
        assertEquals(List.of("configuration.changed changed etc/sms.cfg [key]"), recordedEvents());
        audit.stop();
    }

    @Test
    void limitsRecordedActsForManyFiles() throws Exception {
        ConfigurationAudit audit = audit();
        audit.recordChanges();
        recordedEvents();
        for (int i = 0; i < 80; i++) {
            Files.writeString(etc.resolve("f" + i + ".txt"), "x");
        }
        audit.recordChanges();
        List<String> told = recordedEvents();
        assertEquals(51, told.size());
        audit.stop();
    }
}
