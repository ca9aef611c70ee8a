package city.pishkhan.cluster.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.osgi.framework.Bundle;

/**
 * Versions and content digests of all bundles. A digest covers the name, size and CRC-32 of each entry, so that a large bundle
 * takes about a millisecond. It detects accidental differences, not deliberate forgery. Properties that may differ between
 * nodes are left out: the time and tool of a generated manifest, as of {@code wrap:} bundles, and Maven's build files.
 */
final class BundleDigests {
    private static final int HEX = 16;
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Pattern BUILD = Pattern.compile("META-INF/maven/.*|META-INF/");
    private static final Pattern GENERATED = Pattern.compile(
            "(?i)bnd-lastmodified|created-by|built-by|build-jdk.*|tool|originally-created-by|archiver-version|.*-timestamp");

    private final Path storage;
    private final Map<Long, Known> known = new HashMap<>();

    private record Known(long modified, String digest) {}

    /** @param storage the framework's bundle folder ({@code org.osgi.framework.storage}) */
    BundleDigests(Path storage) {
        this.storage = storage;
    }

    /** Returns, by symbolic name, the versions with their digests. */
    Map<String, String> compute(Bundle... bundles) {
        Map<String, TreeSet<String>> found = new TreeMap<>();
        for (Bundle bundle : bundles) {
            if (bundle.getBundleId() != 0 && bundle.getState() != Bundle.UNINSTALLED) {
                String name = bundle.getSymbolicName() == null ? bundle.getLocation() : bundle.getSymbolicName();
                found.computeIfAbsent(name, key -> new TreeSet<>()).add(bundle.getVersion() + " " + digest(bundle));
            }
        }
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> String.join(" and ", one.getValue()), (a, b) -> a, TreeMap::new));
    }

    private String digest(Bundle bundle) {
        Known before = known.get(bundle.getBundleId());
        if (before == null || before.modified() != bundle.getLastModified()) {
            before = new Known(bundle.getLastModified(), computeDigest(bundle));
            known.put(bundle.getBundleId(), before);
        }
        return before.digest();
    }

    private String computeDigest(Bundle bundle) {
        try {
            Optional<Path> jar = jar(bundle);
            TreeMap<String, String> entries = jar.isPresent() ? entries(jar.get()) : entries(bundle);
            return hex(entries.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException | IllegalStateException e) {
            // one bundle that cannot be read must not end the node's reports
            return "unreadable";
        }
    }

    /** Finds the newest jar in Felix's layout, {@code bundle<id>/version<refreshes>.<updates>/bundle.jar}. */
    private Optional<Path> jar(Bundle bundle) throws IOException {
        Path folder = storage.resolve("bundle" + bundle.getBundleId());
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(folder)) {
            return versions.map(version -> version.resolve("bundle.jar"))
                    .filter(Files::isRegularFile)
                    .max((one, other) -> Long.compare(
                            one.toFile().lastModified(), other.toFile().lastModified()));
        }
    }

    private static TreeMap<String, String> entries(Path jar) throws IOException {
        TreeMap<String, String> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().equals(MANIFEST)) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        entries.put(MANIFEST, manifest(in));
                    }
                } else if (!entry.isDirectory()
                        && !BUILD.matcher(entry.getName()).matches()) {
                    entries.put(entry.getName(), entry.getSize() + " " + entry.getCrc());
                }
            }
        }
        return entries;
    }

    /** Reads the entries of a bundle that the framework does not keep as a jar. */
    private static TreeMap<String, String> entries(Bundle bundle) throws IOException {
        TreeMap<String, String> entries = new TreeMap<>();
        Enumeration<URL> all = bundle.findEntries("/", "*", true);
        for (URL url : all == null ? Collections.<URL>emptyList() : Collections.list(all)) {
            String name = url.getPath().replaceFirst("^/+", "");
            if (name.endsWith("/") || BUILD.matcher(name).matches()) {
                continue;
            }
            try (InputStream in = url.openStream()) {
                if (name.equals(MANIFEST)) {
                    entries.put(MANIFEST, manifest(in));
                } else {
                    byte[] content = in.readAllBytes();
                    CRC32 sum = new CRC32();
                    sum.update(content);
                    entries.put(name, content.length + " " + sum.getValue());
                }
            }
        }
        return entries;
    }

    /** Digests the main attributes only, because the remaining ones are digests of a signature. */
    private static String manifest(InputStream in) throws IOException {
        TreeMap<String, String> attributes = new TreeMap<>();
        new Manifest(in).getMainAttributes().forEach((key, value) -> {
            if (!GENERATED.matcher(key.toString()).matches()) {
                attributes.put(key.toString(), value.toString());
            }
        });
        return hex(attributes.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value))
                    .substring(0, HEX);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
