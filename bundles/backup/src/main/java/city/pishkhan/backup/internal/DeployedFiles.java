package city.pishkhan.backup.internal;

import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Kind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * List of what was deployed on this node, as entries of a backup, and on demand the bundles and features themselves. Route files and configurations are
 * in {@code etc}, which each backup holds.
 */
final class DeployedFiles {
    /** Part of a backup, and the folder of its entries. */
    static final String PART = "deployed";

    static final String LIST = PART + "/list.json";

    private static final Logger LOG = LoggerFactory.getLogger(DeployedFiles.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeployedFiles() {}

    /**
     * Gathers the entries.
     *
     * @param deployments {@code null} where none are possible
     * @param contents    whether bundles and features are wanted beside the list
     */
    static SortedMap<String, byte[]> entries(Deployments deployments, boolean contents) {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        List<Map<String, Object>> list = new ArrayList<>();
        for (Entry one : deployments == null ? List.<Entry>of() : deployments.deployed()) {
            String file = PART + "/" + one.name() + "/" + fileName(one);
            boolean held = contents && isCarried(one.kind()) && add(deployments, one, file, entries);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("kind", one.kind().name().toLowerCase(Locale.ROOT));
            line.put("name", one.name());
            // of a configuration it would tell who tries passwords which one is right
            if (one.kind() != Kind.CONFIGURATION) {
                line.put("sha256", one.sha256());
            }
            line.put("at", one.at().toString());
            line.put("by", one.by());
            if (held) {
                line.put("entry", file);
            }
            list.add(line);
        }
        try {
            entries.put(LIST, JSON.writeValueAsBytes(list));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return entries;
    }

    private static boolean isCarried(Kind kind) {
        return kind == Kind.BUNDLE || kind == Kind.FEATURE;
    }

    private static boolean add(Deployments deployments, Entry one, String file, Map<String, byte[]> entries) {
        try {
            entries.put(file, deployments.content(one));
            return true;
        } catch (UncheckedIOException e) {
            LOG.warn(
                    "The version of {} that was deployed cannot be read, and is not in the backup: {}",
                    one.name(),
                    e.toString());
            return false;
        }
    }

    /** As it was deployed, so that {@code pishkhan:deploy} takes it again. */
    private static String fileName(Entry one) {
        String file = one.source().replaceFirst(".*[/\\\\]", "");
        return file.isEmpty() ? one.name() + (one.kind() == Kind.BUNDLE ? ".jar" : ".kar") : file;
    }
}
