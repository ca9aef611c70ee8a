package city.pishkhan.deployment.internal;

import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.configuration.ConfigurationFile;
import city.pishkhan.deployment.internal.bundles.DeploymentEnvironment;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.runtime.ConfigurationKeys;
import city.pishkhan.runtime.RouteContexts;
import city.pishkhan.runtime.RouteFileCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Checks the content of files in {@code deploy/}. Files are read as streams, because a KAR may be larger than the heap. */
final class DeployFolderFileCheck {
    private static final Messages MESSAGES = Messages.of(DeployFolderFileCheck.class);
    private static final String KAR = ".kar";
    private static final Set<String> ROOTS = Set.of("features", "blueprint", "beans");

    private final Supplier<ConfigurationKeys> keys;
    private final Supplier<RouteFileCheck> routeFiles;
    private final DeploymentEnvironment hub;
    private final Path kars;

    /**
     * @param keys returns {@code null} if the service is not available
     * @param routeFiles returns {@code null} if the hub runs no route files
     * @param kars folder in which Karaf extracts the KARs that it installs
     */
    DeployFolderFileCheck(
            Supplier<ConfigurationKeys> keys,
            Supplier<RouteFileCheck> routeFiles,
            DeploymentEnvironment hub,
            Path kars) {
        this.kars = kars;
        this.keys = keys;
        this.routeFiles = routeFiles;
        this.hub = hub;
    }

    /** Determines the kind by the file name; empty if no deployment has such files. */
    static Optional<Kind> kind(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".jar")) {
            return Optional.of(Kind.BUNDLE);
        }
        if (name.endsWith(KAR) || name.endsWith(".xml")) {
            return Optional.of(Kind.FEATURE);
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return Optional.of(Kind.ROUTES);
        }
        return name.endsWith(".cfg") || name.endsWith(".config") ? Optional.of(Kind.CONFIGURATION) : Optional.empty();
    }

    static boolean isKar(Path file) {
        return file.getFileName().toString().endsWith(KAR);
    }

    /** Returns the error message, in English; empty if the file is valid. */
    Optional<String> problem(Path file) throws IOException {
        String name = file.getFileName().toString();
        Optional<Kind> kind = kind(file);
        if (kind.isEmpty()) {
            return Optional.of(MESSAGES.english("folder.kind", name));
        }
        return switch (kind.get()) {
            case BUNDLE -> archive(file, false);
            case FEATURE -> isKar(file) ? archive(file, true) : xml(file);
            case ROUTES -> routes(file);
            case CONFIGURATION -> name.endsWith(".cfg") ? configuration(file) : Optional.empty();
        };
    }

    /** Returns {@code true} if the container has installed the file, or if its installation cannot be determined. */
    boolean isAccepted(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".cfg")) {
            return hub.isInForce(name);
        }
        if (isKar(file)) {
            // Karaf's installer of KARs is missing if its feature is not installed
            return Files.isDirectory(kars.resolve(name.substring(0, name.length() - KAR.length())));
        }
        RouteContexts running = hub.contexts().get();
        return kind(file).filter(Kind.ROUTES::equals).isEmpty()
                || running == null
                || running.contexts().stream().anyMatch(one -> one.name().equals(name));
    }

    private Optional<String> routes(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (!name.endsWith(".camel.yaml")) {
            return Optional.of(MESSAGES.english("folder.kind", name));
        }
        RouteFileCheck rules = routeFiles.get();
        List<String> problems = rules == null ? List.of() : rules.problems(name, Files.readAllBytes(file));
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(MESSAGES.english("folder.routes", name, String.join("; ", problems)));
    }

    /** @param kar {@code true} if the archive must contain a features file */
    private static Optional<String> archive(Path file, boolean kar) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            boolean features = false;
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                try (InputStream in = zip.getInputStream(entry)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
                features |= entry.getName().endsWith(".xml") && entry.getName().startsWith("repository/");
            }
            return kar && !features
                    ? Optional.of(MESSAGES.english("deployment.no-features/count", 0))
                    : Optional.empty();
        } catch (java.util.zip.ZipException | java.io.EOFException | IllegalArgumentException e) {
            return Optional.of(MESSAGES.english(
                    kar ? "deployment.no-features/broken" : "deployment.no-bundle/broken", e.getMessage()));
        }
    }

    private static Optional<String> xml(Path file) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            String root = "";
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT && root.isEmpty()) {
                    root = reader.getLocalName();
                }
            }
            return ROOTS.contains(root)
                    ? Optional.empty()
                    : Optional.of(MESSAGES.english("deployment.no-features/root"));
        } catch (XMLStreamException e) {
            return Optional.of(MESSAGES.english(
                    "deployment.no-features/broken",
                    String.valueOf(e.getMessage()).replaceAll("\\s+", " ")));
        }
    }

    private Optional<String> configuration(Path file) throws IOException {
        String name = file.getFileName().toString();
        Properties values;
        try {
            byte[] content = Files.readAllBytes(file);
            // decodes only to detect binary files; the values are read as ISO 8859-1
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content));
            values = ConfigurationFile.load(content);
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            return Optional.of(MESSAGES.english("folder.configuration", name));
        }
        Set<String> named = values.stringPropertyNames();
        if (named.isEmpty() || named.stream().anyMatch(key -> key.chars().anyMatch(c -> c < ' '))) {
            return Optional.of(MESSAGES.english("folder.configuration", name));
        }
        ConfigurationKeys known = keys.get();
        String pid = name.replaceFirst("\\.cfg$", "").replaceFirst("[-~].*", "");
        return known == null || !name.startsWith("city.pishkhan.")
                ? Optional.empty()
                : known.mistakes(pid, named).map(Text::english);
    }
}
