package city.pishkhan.deployment.internal.features;

import city.pishkhan.api.Refusal;
import city.pishkhan.deployment.internal.bundles.BundleContent;
import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.ConfigFileInfo;
import org.apache.karaf.features.ConfigInfo;
import org.apache.karaf.features.Dependency;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.Repository;
import org.jspecify.annotations.Nullable;

/**
 * The combined content of all features of a file.
 *
 * @param name name of the first feature
 * @param parts bundles by symbolic name, in start order
 * @param configurations by file name in {@code etc}
 * @param routeFiles by file name in {@code etc/routes}
 * @param needed required external features, as {@code name/version}
 * @param problems error messages for content that cannot be deployed
 */
record FeatureContent(
        String name,
        Map<String, Part> parts,
        Map<String, byte[]> configurations,
        Map<String, byte[]> routeFiles,
        Set<String> needed,
        List<String> problems) {
    private static final Messages MESSAGES = Messages.of(FeatureContent.class);
    private static final String ROUTES = "routes/";
    private static final int MOST_ARTIFACT_BYTES = 64 << 20;

    static final FeatureContent NONE = new FeatureContent("", Map.of(), Map.of(), Map.of(), Set.of(), List.of());

    /**
     * A bundle of a feature.
     *
     * @param start {@code true} if it must be started
     * @param dependency {@code true} if any installed bundle with this name is sufficient
     */
    record Part(BundleContent described, byte[] jar, boolean start, boolean dependency) {}

    /** Parses a features file with Karaf's parser. */
    @FunctionalInterface
    interface Reader {
        Repository read(URI file) throws Exception;
    }

    /**
     * Reads a features file or a KAR.
     *
     * @param features parses the features file
     * @param elsewhere returns artifacts that are not in the file, by location
     * @throws Refusal if it is not a features file or KAR
     */
    static FeatureContent of(byte[] content, Reader features, Function<String, Optional<byte[]>> elsewhere) {
        KarFile kar = KarFile.of(content);
        Feature[] all = read(kar.features(), features);
        if (all.length == 0) {
            throw Refusal.conflict("deployment.no-features/count", 0);
        }
        FeatureContent read = new FeatureContent(
                all[0].getName(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new TreeSet<>(),
                new ArrayList<>());
        Set<String> own = Arrays.stream(all).map(Feature::getName).collect(Collectors.toSet());
        for (Feature feature : all) {
            read.addFeature(feature, own, location -> kar.artifact(location).or(() -> elsewhere.apply(location)));
        }
        return read;
    }

    /** Fetches an artifact by its URL; empty if it is not available or too large. */
    static Optional<byte[]> fetch(String location) {
        try (InputStream in = URI.create(location).toURL().openStream()) {
            byte[] content = in.readNBytes(MOST_ARTIFACT_BYTES + 1);
            return content.length > MOST_ARTIFACT_BYTES ? Optional.empty() : Optional.of(content);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Feature[] read(byte[] xml, Reader features) {
        Path file = null;
        try {
            file = Files.createTempFile("features", ".xml");
            Files.write(file, xml);
            return features.read(file.toUri()).getFeatures();
        } catch (Exception e) {
            throw Refusal.conflict("deployment.no-features/broken", rootCause(e));
        } finally {
            delete(file);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Describes the innermost cause, because messages of outer exceptions contain the name of a temporary file. */
    private static String rootCause(Throwable thrown) {
        Throwable inner = thrown;
        while (inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        return inner.getClass().getSimpleName() + ": " + inner.getMessage();
    }

    private void addFeature(Feature feature, Set<String> own, Function<String, Optional<byte[]>> artifacts) {
        if (!feature.getConditional().isEmpty() || !feature.getLibraries().isEmpty() || feature.getScoping() != null) {
            problems.add(MESSAGES.english("features.not-taken", feature.getName()));
        }
        for (Dependency one : feature.getDependencies()) {
            if (!own.contains(one.getName())) {
                needed.add(one.hasVersion() ? one.getName() + "/" + one.getVersion() : one.getName());
            }
        }
        feature.getBundles().forEach(one -> addBundle(one, artifacts));
        for (ConfigInfo one : feature.getConfigurations()) {
            configurations.put(one.getName() + ".cfg", one.getValue().getBytes(StandardCharsets.UTF_8));
        }
        feature.getConfigurationFiles().forEach(one -> addFile(one, artifacts));
    }

    private void addBundle(BundleInfo one, Function<String, Optional<byte[]>> artifacts) {
        Optional<byte[]> jar = artifacts.apply(one.getLocation());
        if (jar.isEmpty()) {
            problems.add(MESSAGES.english("features.no-artifact", one.getLocation()));
            return;
        }
        try {
            BundleContent described = BundleContent.of(jar.get());
            parts.put(described.name(), new Part(described, jar.get(), one.isStart(), one.isDependency()));
        } catch (Refusal e) {
            problems.add(one.getLocation() + ": " + e.english());
        }
    }

    private void addFile(ConfigFileInfo one, Function<String, Optional<byte[]>> artifacts) {
        String file = one.getFinalname().replaceFirst("^(\\$\\{karaf\\.etc}|/?etc)/", "");
        Optional<byte[]> content = artifacts.apply(one.getLocation());
        if (content.isEmpty()) {
            problems.add(MESSAGES.english("features.no-artifact", one.getLocation()));
        } else if (file.startsWith(ROUTES)) {
            routeFiles.put(file.substring(ROUTES.length()), content.get());
        } else {
            configurations.put(file, content.get());
        }
    }
}
