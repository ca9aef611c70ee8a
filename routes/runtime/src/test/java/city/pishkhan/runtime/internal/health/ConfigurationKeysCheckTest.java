package city.pishkhan.runtime.internal.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.runtime.internal.Exchanged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

class ConfigurationKeysCheckTest {
    private static final String COMMITTEE = "city.pishkhan.governance.committee";
    private static final String VEHICLES = "city.pishkhan.vehicles";
    private static final String HERITAGE = "city.pishkhan.heritage";

    private final AtomicLong clock = new AtomicLong();
    private final List<Configuration> configurations = new ArrayList<>();
    private Optional<String> unstarted = Optional.empty();
    private int reads;

    private final ServiceComponentRuntime components = Exchanged.fake(
            ServiceComponentRuntime.class,
            (name, args) -> List.of(
                    component("city.pishkhan.governance", COMMITTEE, Map.of("usual", true)),
                    component("city.pishkhan.vehicles", VEHICLES, Map.of("url", "", "token", "")),
                    component("org.example.heritage", HERITAGE, Map.of("agency", "heritage"))));

    private final ConfigurationKeysCheck check = new ConfigurationKeysCheck(
            Exchanged.fake(ConfigurationAdmin.class, (name, args) -> {
                reads++;
                return configurations.isEmpty() ? null : configurations.toArray(Configuration[]::new);
            }),
            () -> KnownKeys.of(new Bundle[] {bundle(true), bundle(false)}, metatypes(), components),
            () -> unstarted,
            clock::get);

    @AfterEach
    void stop() {
        check.stop();
    }

    private static ComponentDescriptionDTO component(String bundle, String pid, Map<String, Object> properties) {
        ComponentDescriptionDTO component = new ComponentDescriptionDTO();
        component.bundle = new BundleDTO();
        component.bundle.symbolicName = bundle;
        component.configurationPid = new String[] {pid};
        component.properties = properties;
        return component;
    }

    private static Bundle bundle(boolean describes) {
        return Exchanged.fake(
                Bundle.class,
                (name, args) -> name.equals("getState")
                        ? Bundle.ACTIVE
                        : describes ? Collections.enumeration(List.of("Config.xml")) : null);
    }

    private static MetaTypeService metatypes() {
        AttributeDefinition[] keys = List.of("name", "quorum", "seats").stream()
                .map(id -> Exchanged.fake(AttributeDefinition.class, (name, args) -> id))
                .toArray(AttributeDefinition[]::new);
        return Exchanged.fake(
                MetaTypeService.class,
                (service, bundle) -> Exchanged.fake(MetaTypeInformation.class, (name, args) -> switch (name) {
                    case "getPids" -> new String[0];
                    case "getFactoryPids" -> new String[] {COMMITTEE};
                    default -> Exchanged.fake(ObjectClassDefinition.class, (n, a) -> keys);
                }));
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
        configurations.add(Exchanged.fake(Configuration.class, (name, args) -> switch (name) {
            case "getPid" -> pid;
            case "getFactoryPid" -> factory;
            default -> properties;
        }));
        check.configurationEvent(new ConfigurationEvent(
                Exchanged.fake(ServiceReference.class, (name, args) -> null),
                ConfigurationEvent.CM_UPDATED,
                factory,
                pid));
    }

    private String warned() {
        check.look();
        assertEquals(Optional.empty(), check.problem(), "the hub serves");
        return check.warning().orElse("");
    }

    @Test
    void aMisspeltKeyIsNamedWithItsFileAndTheNearest() {
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
    void whoDescribesNoKeysIsKnownByThemIfItIsOurs() {
        configured(VEHICLES, null, "city.pishkhan.vehicles.cfg", "url", "tokn");
        configured(HERITAGE, null, "city.pishkhan.heritage.cfg", "url", "user");
        assertEquals("city.pishkhan.vehicles.cfg: unknown key tokn, the nearest known is token", warned());
    }

    /** Its keys are what the route file names. */
    @Test
    void thePropertiesOfARouteFileAreItsOwn() {
        configured("city.pishkhan.route~telecom", "city.pishkhan.route", "city.pishkhan.route-telecom.cfg", "host");
        assertEquals("", warned());
    }

    @Test
    void aFileOfNobodyIsNamedOnceAllThatMayReadItIsThere() {
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
                Exchanged.fake(ServiceReference.class, (name, args) -> null),
                ConfigurationEvent.CM_UPDATED,
                null,
                VEHICLES));
        assertEquals(
                "city.pishkhan.vehicle.cfg: no component reads city.pishkhan.vehicle, the nearest known is "
                        + "city.pishkhan.vehicles; city.pishkhan.vehicles.cfg: unknown key ulr, the nearest known is url",
                warned());
    }

    @Test
    void looksOnlyAfterAChange() {
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
