package city.pishkhan.configuration.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.configuration.TestConfigurations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletedFilesTest {
    @TempDir
    Path etc;

    private final TestConfigurations store = new TestConfigurations();

    @Test
    void deletesOnlyConfigurationsWithoutFile() throws Exception {
        Files.writeString(etc.resolve("city.pishkhan.sms.cfg"), "url = a\n");
        Files.writeString(etc.resolve("city.pishkhan.post.cfg"), "url = a\n");
        store.put("sms", null, uri("city.pishkhan.sms.cfg"), Map.of());
        store.put("gas", null, uri("city.pishkhan.utilities-gas.cfg"), Map.of());
        store.put("moved", null, "file:/was/once/etc/city.pishkhan.post.cfg", Map.of());
        store.put("moved-and-deleted", null, "file:/was/once/etc/city.pishkhan.fire.cfg", Map.of());
        store.put("made-by-hand", null, null, Map.of("url", "b"));
        store.put("elsewhere", null, "https://host/x.cfg", Map.of());
        new DeletedFiles(etc).deleteConfigurations(store.service());
        assertEquals(List.of("elsewhere", "made-by-hand", "moved", "sms"), store.pids());
        store.clear();
        new DeletedFiles(etc).deleteConfigurations(store.service());
    }

    private String uri(String file) {
        return etc.resolve(file).toUri().toString();
    }
}
