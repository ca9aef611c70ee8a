package city.pishkhan.deployment.internal.features;

import city.pishkhan.api.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Content of a KAR (features file and artifacts) or of a single features file (no artifacts). */
record KarFile(byte[] features, Map<String, byte[]> artifacts) {
    private static final String REPOSITORY = "repository/";
    /** Maximum unpacked size in bytes, far above the size of the whole hub. */
    private static final long MOST_BYTES = 512L << 20;

    private static final int MOST_ENTRIES = 10_000;
    private static final Pattern ROOT = Pattern.compile("<(?:[\\w.-]+:)?features[\\s>]");
    /** Group, artifact, version, and optionally type and classifier. */
    private static final Pattern MAVEN = Pattern.compile("mvn:([^/$!]+)/([^/$]+)/([^/$]+)(?:/([^/$]+)(?:/([^/$]+))?)?");

    /**
     * Parses the file.
     *
     * @throws Refusal if it is not a features file or KAR, is truncated or too large
     */
    static KarFile of(byte[] content) {
        return isZip(content) ? unpacked(content) : new KarFile(features(content), Map.of());
    }

    private static boolean isZip(byte[] content) {
        return content.length > 1 && content[0] == 'P' && content[1] == 'K';
    }

    private static KarFile unpacked(byte[] content) {
        Map<String, byte[]> artifacts = new HashMap<>();
        List<byte[]> found = new ArrayList<>();
        long left = MOST_BYTES;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = bounded(in, left);
                left -= bytes.length;
                if (artifacts.size() == MOST_ENTRIES) {
                    throw Refusal.conflict("deployment.no-features/large");
                }
                if (entry.getName().startsWith(REPOSITORY) && !entry.isDirectory()) {
                    artifacts.put(entry.getName().substring(REPOSITORY.length()), bytes);
                    if (entry.getName().endsWith(".xml") && isFeatures(bytes)) {
                        found.add(bytes);
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.conflict("deployment.no-features/broken", String.valueOf(e.getMessage()));
        }
        if (found.size() != 1) {
            throw Refusal.conflict("deployment.no-features/count", found.size());
        }
        return new KarFile(features(found.get(0)), artifacts);
    }

    private static byte[] bounded(InputStream in, long left) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 << 10];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytes.write(buffer, 0, n);
            if (bytes.size() > left) {
                throw Refusal.conflict("deployment.no-features/large");
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] features(byte[] xml) {
        if (!isFeatures(xml)) {
            throw Refusal.conflict("deployment.no-features/root");
        }
        if (text(xml).contains("<!DOCTYPE")) {
            throw Refusal.conflict("deployment.no-features/dtd");
        }
        return xml;
    }

    private static boolean isFeatures(byte[] xml) {
        return ROOT.matcher(text(xml)).find();
    }

    private static String text(byte[] xml) {
        return new String(xml, StandardCharsets.UTF_8);
    }

    /**
     * Finds an included artifact.
     *
     * @param location location in the features file, e.g. {@code mvn:city.example/telecom/1.0.0}
     */
    Optional<byte[]> artifact(String location) {
        Matcher parts = MAVEN.matcher(location);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String type = parts.group(4) == null ? "jar" : parts.group(4);
        String classifier = parts.group(5) == null ? "" : "-" + parts.group(5);
        return Optional.ofNullable(artifacts.get(parts.group(1).replace('.', '/') + "/" + parts.group(2) + "/"
                + parts.group(3) + "/" + parts.group(2) + "-" + parts.group(3) + classifier + "." + type));
    }
}
