package city.pishkhan.health.internal.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.health.internal.AnsweringProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class OrphanedConfigurationCheckTest {
    @TempDir
    Path etc;

    private Instant now = Instant.parse("2026-05-02T08:00:00Z");
    private final List<Configuration> all = new ArrayList<>();
    private final OrphanedConfigurationCheck check = new OrphanedConfigurationCheck(
            AnsweringProxy.of(
                    ConfigurationAdmin.class, (name, args) -> all.isEmpty() ? null : all.toArray(Configuration[]::new)),
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            });

    private void configured(String pid, String file) {
        Hashtable<String, Object> properties = new Hashtable<>();
        if (file != null) {
            properties.put("felix.fileinstall.filename", file);
        }
        all.add(AnsweringProxy.of(Configuration.class, (name, args) -> name.equals("getPid") ? pid : properties));
    }

    @Test
    void namesConfigurationWhoseFileStaysMissing() throws Exception {
        assertEquals(List.of(), check.warnings());
        Path there = Files.writeString(etc.resolve("city.pishkhan.sms.cfg"), "");
        Path gone = etc.resolve("city.pishkhan.post.cfg");
        configured("city.pishkhan.sms", there.toUri().toString());
        configured("city.pishkhan.post", gone.toUri().toString());
        configured("city.pishkhan.by-hand", null);
        configured("city.pishkhan.elsewhere", "https://host/x.cfg");
        assertEquals(List.of(), check.warnings(), "it may be written anew just now");
        now = now.plusSeconds(11);
        HealthWarning ghost = check.warnings().get(0);
        assertEquals(1, check.warnings().size());
        assertEquals("ghost", ghost.kind());
        assertEquals("city.pishkhan.post", ghost.subject());
        assertEquals(
                "configuration city.pishkhan.post is still active although its file city.pishkhan.post.cfg no longer exists",
                ghost.what().english());
        assertEquals(now.minusSeconds(11), ghost.since());
        Files.writeString(gone, "");
        assertEquals(List.of(), check.warnings());
        Files.delete(gone);
        assertEquals(List.of(), check.warnings(), "and its patience begins anew");
    }
}
