package city.pishkhan.health.internal.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.configuration.KnownKey;
import city.pishkhan.configuration.KnownKeys;
import city.pishkhan.health.internal.AnsweringProxy;
import city.pishkhan.messages.Text;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;

class ConfigurationKeysCheckTest {
    private static final String COMMITTEE = "city.pishkhan.governance.committee";
    private static final String VEHICLES = "city.pishkhan.vehicles";
    private static final String HERITAGE = "city.pishkhan.heritage";

    private final AtomicLong clock = new AtomicLong();
    private final List<Configuration> configurations = new ArrayList<>();
    private Optional<String> unstarted = Optional.empty();
    private int reads;

    private final Map<String, Text> refused = new TreeMap<>();

    private final ConfigurationKeysCheck check = new ConfigurationKeysCheck(
            AnsweringProxy.of(ConfigurationAdmin.class, (name, args) -> {
                reads++;
                return configurations.isEmpty() ? null : configurations.toArray(Configuration[]::new);
            }),
            ConfigurationKeysCheckTest::known,
            () -> refused,
            () -> unstarted,
            clock::get);

    @AfterEach
    void stop() {
        check.stop();
    }

    private static KnownKeys known() {
        return new KnownKeys(Map.of(
                COMMITTEE,
                keys("name", "quorum", "seats", "usual"),
                VEHICLES,
                keys("url", "token"),
                HERITAGE,
                Map.of(),
                "city.pishkhan.route",
                Map.of()));
    }

    private static Map<String, KnownKey> keys(String... names) {
        return Stream.of(names)
                .collect(Collectors.toMap(
                        name -> name, name -> new KnownKey(name, "String", false, List.of(), "", List.of(), "", "")));
    }

    private void configured(String pid, String factory, String file, String... keys) {
        Dictionary<String, Object> properties = new Hashtable<>();
        List.of(keys).forEach(key -> properties.put(key, "x"));
        properties.put("service.pid", pid);
        properties.put(".password", "x");
        properties.put("journal.target", "(name=x)");
        if (file != null) {
            properties.put("felix.fileinstall.filename", "file:/opt/hub/etc/" + file);
        }
        configurations.add(AnsweringProxy.of(Configuration.class, (name, args) -> switch (name) {
            case "getPid" -> pid;
            case "getFactoryPid" -> factory;
            default -> properties;
        }));
        check.configurationEvent(new ConfigurationEvent(
                AnsweringProxy.of(ServiceReference.class, (name, args) -> null),
                ConfigurationEvent.CM_UPDATED,
                factory,
                pid));
    }

    private String warned() {
        check.check();
        assertEquals(Optional.empty(), check.problem(), "the hub serves");
        return HealthWarning.join(check.warnings());
    }

    @Test
    void namesMisspeltKeyWithFileAndNearestKey() {
        configured(
                COMMITTEE + "~steering",
                COMMITTEE,
                "city.pishkhan.governance.committee-steering.cfg",
                "name",
                "quorumm");
        assertEquals(
                "city.pishkhan.governance.committee-steering.cfg: unknown key quorumm, the nearest known is quorum",
                warned());
        configurations.clear();
        configured(COMMITTEE + "~steering", COMMITTEE, null, "Seats", "name", "quorum", "usual");
        assertEquals(
                COMMITTEE + "~steering: unknown key Seats, the nearest known is seats",
                warned(),
                "the component runtime tells upper from lower case");
        configurations.clear();
        configured(COMMITTEE + "~steering", COMMITTEE, null, "seats", "name", "quorum", "usual");
        assertEquals("", warned());
    }

    @Test
    void checksOnlyPidIfComponentDescribesNoKeys() {
        configured(VEHICLES, null, "city.pishkhan.vehicles.cfg", "url", "tokn");
        configured(HERITAGE, null, "city.pishkhan.heritage.cfg", "url", "user");
        assertEquals("city.pishkhan.vehicles.cfg: unknown key tokn, the nearest known is token", warned());
    }

    /** The route file defines the keys of its properties. */
    @Test
    void acceptsAnyPropertyOfRouteFile() {
        configured("city.pishkhan.route~telecom", "city.pishkhan.route", "city.pishkhan.route-telecom.cfg", "host");
        assertEquals("", warned());
    }

    @Test
    void unreadFileIsNamedAfterAllBundlesStarted() {
        configured("city.pishkhan.vehicle", null, "city.pishkhan.vehicle.cfg", "url");
        configured(VEHICLES, null, "city.pishkhan.vehicles.cfg", "ulr");
        unstarted = Optional.of("city.pishkhan.vehicle has not started");
        assertEquals("", warned(), "the hub is starting");
        clock.set(121_000_000_000L);
        assertEquals(
                "city.pishkhan.vehicles.cfg: unknown key ulr, the nearest known is url",
                warned(),
                "what never starts hides no mistake");
        unstarted = Optional.empty();
        check.configurationEvent(new ConfigurationEvent(
                AnsweringProxy.of(ServiceReference.class, (name, args) -> null),
                ConfigurationEvent.CM_UPDATED,
                null,
                VEHICLES));
        assertEquals(
                "city.pishkhan.vehicle.cfg: no component reads city.pishkhan.vehicle, the nearest known is "
                        + "city.pishkhan.vehicles; city.pishkhan.vehicles.cfg: unknown key ulr, the nearest known is url",
                warned());
    }

    @Test
    void reportsRejectedFileWhileItIsRejected() {
        configured(VEHICLES, null, "city.pishkhan.vehicles.cfg", "url", "tokn");
        warned();
        refused.put("city.pishkhan.vehicles.cfg", Text.untranslated("unknown key ulr"));
        refused.put("city.pishkhan.sms.cfg", Text.untranslated("unknown key ulr"));
        assertEquals(
                "city.pishkhan.sms.cfg is rejected, the previous settings stay active: unknown key ulr; "
                        + "city.pishkhan.vehicles.cfg: unknown key tokn, the nearest known is token; "
                        + "the file is rejected, the previous settings stay active: unknown key ulr",
                warned());
        refused.clear();
        refused.put(
                "city.pishkhan.vehicles.cfg",
                known().mistakes(VEHICLES, List.of("tokn"), true).orElseThrow());
        assertEquals(
                "city.pishkhan.vehicles.cfg: unknown key tokn, the nearest known is token",
                warned(),
                "it is in force all the same");
        refused.clear();
        assertEquals("city.pishkhan.vehicles.cfg: unknown key tokn, the nearest known is token", warned());
    }

    @Test
    void checksAgainOnlyAfterRelevantChange() {
        warned();
        warned();
        assertEquals(1, reads);
        configured("org.example", null, null);
        warned();
        assertEquals(1, reads, "others' configurations are others' business");
        configured(VEHICLES, null, null, "url");
        warned();
        assertEquals(2, reads);
    }
}
