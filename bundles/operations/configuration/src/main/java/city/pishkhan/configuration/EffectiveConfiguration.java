package city.pishkhan.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The effective values of all configuration keys of the hub, including keys that no file sets. */
public final class EffectiveConfiguration {
    private static final String FILE = "felix.fileinstall.filename";
    /** Prefix of service properties of components, which are not settings. */
    private static final String COMPONENT_PREFIX = "pishkhan.";

    private static final String DEFAULT = "default";

    private final KnownKeys known;

    /**
     * The effective value of a key.
     *
     * @param pid PID of the configuration
     * @param value value, with secrets masked and references to secrets unchanged; empty if there is none
     * @param source name of the file, {@code default}, or {@code no file} if set otherwise
     * @param defaultValue default value; empty if there is none
     * @param description short description; empty if there is none
     */
    public record Row(String pid, String key, String value, String source, String defaultValue, String description) {}

    public EffectiveConfiguration(KnownKeys known) {
        this.known = known;
    }

    /**
     * Returns the values by PID and key.
     *
     * @param configurations the configuration service
     * @param wanted PID, factory PID or file name; {@code null} for all configurations
     * @return empty if neither a configuration nor a component of this PID exists
     * @throws UncheckedIOException if the configurations cannot be read
     */
    public List<Row> rows(ConfigurationAdmin configurations, String wanted) {
        List<Row> rows = new ArrayList<>();
        for (Configuration one : all(configurations)) {
            if (wanted == null
                    || wanted.equals(one.getPid())
                    || wanted.equals(one.getFactoryPid())
                    || wanted.equals(source(one))) {
                rows.addAll(rows(one));
            }
        }
        if (rows.isEmpty() && wanted != null) {
            String pid = ConfigurationFile.isConfigurationFile(wanted)
                    ? new ConfigurationFile(wanted, Map.of()).pid()
                    : wanted;
            known.of(pid).forEach(key -> rows.add(row(pid, pid, key, key.defaultText(), DEFAULT)));
        }
        rows.sort(Comparator.comparing(Row::pid).thenComparing(Row::key));
        return rows;
    }

    private static List<Configuration> all(ConfigurationAdmin configurations) {
        try {
            Configuration[] ours = configurations.listConfigurations("(service.pid=" + KnownKeys.HUB_PREFIX + "*)");
            return ours == null ? List.of() : List.of(ours);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // this filter is always valid
        }
    }

    private List<Row> rows(Configuration configuration) {
        String kind = configuration.getFactoryPid() == null ? configuration.getPid() : configuration.getFactoryPid();
        Map<String, String> given = given(configuration.getProperties());
        TreeSet<String> names = new TreeSet<>(given.keySet());
        known.of(kind).forEach(key -> names.add(key.name()));
        return names.stream()
                .filter(name -> !KnownKeys.isContainerKey(name) && !name.startsWith(COMPONENT_PREFIX))
                .map(name -> {
                    KnownKey key = known.key(kind, name).orElseGet(() -> KnownKey.named(name));
                    String value = given.get(name);
                    return value == null
                            ? row(configuration.getPid(), kind, key, key.defaultText(), DEFAULT)
                            : row(configuration.getPid(), kind, key, value, source(configuration));
                })
                .toList();
    }

    private Row row(String pid, String kind, KnownKey key, String value, String source) {
        return new Row(
                pid,
                key.name(),
                Masks.mask(known, kind, key.name(), value),
                source,
                Masks.mask(known, kind, key.name(), key.defaultText()),
                key.description());
    }

    private static Map<String, String> given(Dictionary<String, Object> properties) {
        Map<String, String> given = new TreeMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (!key.equals(Constants.SERVICE_PID)) {
                given.put(key, text(properties.get(key)));
            }
        }
        return given;
    }

    private static String text(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return value.getClass().isArray()
                ? IntStream.range(0, Array.getLength(value))
                        .mapToObj(i -> String.valueOf(Array.get(value, i)))
                        .collect(Collectors.joining(", "))
                : value.toString();
    }

    /** Returns the file name without its folder. */
    private static String source(Configuration configuration) {
        Object file = configuration.getProperties().get(FILE);
        return file == null ? "no file" : file.toString().replaceFirst(".*/", "");
    }
}
