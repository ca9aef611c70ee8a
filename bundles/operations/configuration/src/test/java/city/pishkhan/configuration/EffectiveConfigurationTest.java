package city.pishkhan.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.configuration.EffectiveConfiguration.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveConfigurationTest {
    @TempDir
    Path folder;

    private final TestConfigurations store = new TestConfigurations();
    private EffectiveConfiguration effective;

    @BeforeEach
    void configured() throws Exception {
        effective = new EffectiveConfiguration(TestJar.known(folder));
        store.put(
                "city.pishkhan.utilities~gas",
                "city.pishkhan.utilities",
                "file:/opt/hub/etc/city.pishkhan.utilities-gas.cfg",
                Map.of("agency", "gas", "credential", "hunter2", "old", "x", "paths", new String[] {"/c", "/d"}));
        store.put(
                "city.pishkhan.sms",
                null,
                null,
                Map.of("url", "http://me:hunter2@host/x", "password", "env:SMS_PASSWORD", "a.token", "hunter2"));
    }

    private Map<String, Row> rows(String wanted) {
        return effective.rows(store.service(), wanted).stream()
                .collect(Collectors.toMap(Row::key, Function.identity()));
    }

    @Test
    void showsEveryKeyWithSourceOfValue() {
        Map<String, Row> gas = rows("city.pishkhan.utilities-gas.cfg");
        String pid = "city.pishkhan.utilities~gas";
        String file = "city.pishkhan.utilities-gas.cfg";
        assertEquals(new Row(pid, "agency", "gas", file, "", "the agency's name"), gas.get("agency"));
        assertEquals(new Row(pid, "consumers", "4", "default", "4", ""), gas.get("consumers"));
        assertEquals(new Row(pid, "paths", "/c, /d", file, "/a, /b", ""), gas.get("paths"));
        assertEquals(new Row(pid, "old", "x", file, "", ""), gas.get("old"), "also what nobody reads");
        assertEquals(7 + 1, gas.size(), gas::toString);
        assertEquals(gas, rows(pid));
        assertEquals(gas, rows("city.pishkhan.utilities"));
    }

    @Test
    void masksSecretsAndShowsReferences() {
        assertEquals(
                "********", rows("city.pishkhan.utilities").get("credential").value());
        Map<String, Row> sms = rows("city.pishkhan.sms");
        assertEquals("http://********@host/x", sms.get("url").value());
        assertEquals("env:SMS_PASSWORD", sms.get("password").value());
        assertEquals("********", sms.get("a.token").value());
        assertEquals("no file", sms.get("url").source());
        assertEquals(
                List.of(),
                effective.rows(store.service(), null).stream()
                        .filter(row -> row.toString().contains("hunter2"))
                        .toList());
    }

    @Test
    void unconfiguredComponentShowsDefaults() {
        store.clear();
        assertEquals(Map.of(), rows(null));
        assertEquals("default", rows("city.pishkhan.sms").get("url").source());
        assertEquals(
                "4", rows("city.pishkhan.utilities-water.cfg").get("consumers").value());
        assertEquals(Map.of(), rows("city.pishkhan.smss"));
    }
}
