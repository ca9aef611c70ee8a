package city.pishkhan.backup.internal;

import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Kind;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the backup entries with the list of deployments on this node and, optionally, the deployed bundles and
 * features. Route files and configurations are in {@code etc}, which every backup contains.
 */
final class DeployedFiles {
    /** Name of this part of a backup, and of the part's folder. */
    static final String PART = "deployed";

    static final String LIST = PART + "/list.json";

    private static final Logger LOG = LoggerFactory.getLogger(DeployedFiles.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final @Nullable Deployments deployments;
    private final boolean contents;

    /**
     * @param deployments {@code null} if the service is not available
     * @param contents {@code true} to include bundles and features
     */
    DeployedFiles(@Nullable Deployments deployments, boolean contents) {
        this.deployments = deployments;
        this.contents = contents;
    }

    /** Begins an entry of the backup and ends the previous one. */
    interface Entries {
        OutputStream begin(String name) throws IOException;
    }

    /**
     * Writes the backup entries; the last entry is the list of deployments. No content is held in memory.
     *
     * @return number of entries
     */
    long write(Entries entries) throws IOException {
        List<Map<String, Object>> list = new ArrayList<>();
        long written = 1;
        for (Entry one : deployments == null ? List.<Entry>of() : deployments.deployed()) {
            String file = PART + "/" + one.name() + "/" + fileName(one);
            boolean isIncluded = contents && isIncluded(one.kind()) && copy(one, file, entries);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("kind", one.kind().name().toLowerCase(Locale.ROOT));
            line.put("name", one.name());
            // no digest for configurations, because an attacker could verify guessed passwords with the digest
            if (one.kind() != Kind.CONFIGURATION) {
                line.put("sha256", one.sha256());
            }
            line.put("at", one.at().toString());
            line.put("by", one.by());
            if (isIncluded) {
                line.put("entry", file);
                written++;
            }
            list.add(line);
        }
        entries.begin(LIST).write(JSON.writeValueAsBytes(list));
        return written;
    }

    private static boolean isIncluded(Kind kind) {
        return kind == Kind.BUNDLE || kind == Kind.FEATURE;
    }

    private boolean copy(Entry one, String file, Entries entries) throws IOException {
        InputStream content;
        try {
            content = Objects.requireNonNull(deployments).open(one.name(), one.sha256());
        } catch (UncheckedIOException e) {
            LOG.warn(
                    "The deployed version of {} cannot be read and is not in the backup: {}", one.name(), e.toString());
            return false;
        }
        try (content) {
            content.transferTo(entries.begin(file));
        }
        return true;
    }

    /** Returns the name of the deployed file, as {@code pishkhan:deploy} expects it. */
    private static String fileName(Entry one) {
        String file = one.source().replaceFirst(".*[/\\\\]", "");
        return file.isEmpty() ? one.name() + (one.kind() == Kind.BUNDLE ? ".jar" : ".kar") : file;
    }
}
