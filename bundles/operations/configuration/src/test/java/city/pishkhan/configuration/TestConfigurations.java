package city.pishkhan.configuration;

import city.pishkhan.stubs.Stubs;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A fake configuration service in memory with the methods that the tests use. */
public final class TestConfigurations {
    private final Map<String, Configuration> all = new TreeMap<>();

    /** @param file {@code null} for a configuration without a file */
    public void put(String pid, String factory, String file, Map<String, Object> values) {
        Hashtable<String, Object> properties = new Hashtable<>(values);
        properties.put("service.pid", pid);
        if (file != null) {
            properties.put("felix.fileinstall.filename", file);
        }
        all.put(pid, Stubs.intercept(Configuration.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getPid" -> pid;
            case "getFactoryPid" -> factory;
            case "getProperties" -> properties;
            case "delete" -> {
                all.remove(pid);
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        }));
    }

    public void clear() {
        all.clear();
    }

    public List<String> pids() {
        return List.copyOf(all.keySet());
    }

    public ConfigurationAdmin service() {
        return Stubs.intercept(ConfigurationAdmin.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("listConfigurations")) {
                throw new UnsupportedOperationException(method.getName());
            }
            boolean ofFiles = String.valueOf(arguments[0]).contains("filename");
            Configuration[] found = all.values().stream()
                    .filter(one -> !ofFiles || one.getProperties().get("felix.fileinstall.filename") != null)
                    .toArray(Configuration[]::new);
            return found.length == 0 ? null : found;
        });
    }
}
