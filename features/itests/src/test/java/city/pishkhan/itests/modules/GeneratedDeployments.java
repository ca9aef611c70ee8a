package city.pishkhan.itests.modules;

import city.pishkhan.api.deployment.Deployments.Effect;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Generates versions of a bundle, a route file and a configuration; half of them are faulty. */
final class GeneratedDeployments {
    /** a route file that is installed and removed with its feature */
    static final String BROUGHT = "brought.camel.yaml";

    private static final String IMPORTS = "Import-Package";
    private static final UnaryOperator<String> AS_IT_IS = text -> text;

    /** Kinds of deployments, with their faults and expected effects. */
    enum Kind {
        GOOD_BUNDLE(Effect.SWITCHED),
        GOOD_CONFIGURATION(Effect.SWITCHED),
        GOOD_ROUTES(Effect.SWITCHED),
        GOOD_FEATURE(Effect.SWITCHED),
        GOOD_IN_FOLDER(Effect.SWITCHED),
        /** runs, but hangs when it is stopped, which the next deployment detects */
        HANGS_IN_STOP(Effect.SWITCHED),
        /** runs, but leaves a leak when it is stopped, which the next deployment detects */
        LEAKS(Effect.SWITCHED),
        FEATURE_WITH_ROUTES(Effect.SWITCHED),
        UNRESOLVABLE(Effect.REFUSED),
        THROWS_IN_START(Effect.WENT_BACK),
        HANGS_IN_START(Effect.WENT_BACK),
        ROUTES_DO_NOT_START(Effect.WENT_BACK),
        MISSPELT_KEY(Effect.REFUSED),
        WRONG_VALUE(Effect.WENT_BACK),
        PARTNER_NOT_FOUND(Effect.WENT_BACK),
        PARTNER_NOT_REACHED(Effect.REFUSED),
        FORBIDDEN_ROUTES(Effect.REFUSED),
        FEATURE_NEEDS_NOBODYS(Effect.REFUSED),
        FEATURE_THROWS_IN_START(Effect.WENT_BACK),
        FEATURE_ROUTES_DO_NOT_START(Effect.WENT_BACK),
        BAD_IN_FOLDER(Effect.REFUSED);

        final Effect effect;

        Kind(Effect effect) {
            this.effect = effect;
        }

        boolean isFaulty() {
            return effect != Effect.SWITCHED || this == HANGS_IN_STOP || this == LEAKS;
        }

        /** Returns {@code true} if this kind deploys a version of the bundle. */
        boolean isBundle() {
            return switch (this) {
                case GOOD_BUNDLE,
                        GOOD_IN_FOLDER,
                        HANGS_IN_STOP,
                        LEAKS,
                        UNRESOLVABLE,
                        THROWS_IN_START,
                        HANGS_IN_START,
                        ROUTES_DO_NOT_START,
                        BAD_IN_FOLDER -> true;
                default -> false;
            };
        }

        /** Returns {@code true} if this kind deploys a file in {@code etc}, or a feature that installs such a file. */
        boolean isInEtc() {
            return !isBundle()
                    && this != GOOD_FEATURE
                    && this != FEATURE_NEEDS_NOBODYS
                    && this != FEATURE_THROWS_IN_START;
        }

        boolean isInFolder() {
            return this == GOOD_IN_FOLDER || this == BAD_IN_FOLDER;
        }
    }

    private final byte[] bundle;
    private final String configuration;
    private final String partner;
    private final Random random;
    private final Path folder;
    private int number;

    /**
     * Creates a generator.
     *
     * @param bundle a jar that runs
     * @param configuration the agency's configuration in force
     * @param partner the configuration of its connector in force
     */
    GeneratedDeployments(Path folder, byte[] bundle, String configuration, String partner, long seed)
            throws IOException {
        this.folder = Files.createDirectories(folder);
        this.bundle = bundle;
        this.configuration = configuration;
        this.partner = partner;
        this.random = new Random(seed);
    }

    /** Returns all kinds equally often, in random order. */
    List<Kind> kinds(int count) {
        List<Kind> kinds = new ArrayList<>();
        while (kinds.size() < count) {
            List<Kind> all = new ArrayList<>(Arrays.asList(Kind.values()));
            Collections.shuffle(all, random);
            kinds.addAll(all);
        }
        return kinds.subList(0, count);
    }

    /** Writes a new deployment of a kind, different from all earlier ones. */
    Path file(Kind kind) throws IOException {
        number++;
        return switch (kind) {
            case GOOD_BUNDLE, GOOD_IN_FOLDER -> jar(AS_IT_IS, AS_IT_IS, null);
            case UNRESOLVABLE, BAD_IN_FOLDER -> jar(imports -> imports + ",city.nowhere", AS_IT_IS, null);
            case THROWS_IN_START -> jar(AS_IT_IS, AS_IT_IS, DeployedActivators.Throwing.class);
            case HANGS_IN_START -> jar(AS_IT_IS, AS_IT_IS, DeployedActivators.HangingInStart.class);
            case LEAKS -> jar(AS_IT_IS, AS_IT_IS, DeployedActivators.Leaking.class);
            case HANGS_IN_STOP -> jar(AS_IT_IS, AS_IT_IS, DeployedActivators.HangingInStop.class);
            case ROUTES_DO_NOT_START ->
                jar(AS_IT_IS, xml -> xml.replace("\"city.pishkhan.utilities\"", "\"city.pishkhan.nobodys\""), null);
            case GOOD_CONFIGURATION -> writeConfiguration("consumers = " + (1 + number % 8));
            case MISSPELT_KEY -> writeConfiguration("consumer = 3");
            case WRONG_VALUE -> writeConfiguration("consumers = many");
            case PARTNER_NOT_FOUND ->
                Files.writeString(
                        folder.resolve("city.pishkhan.utilities-gas.cfg"),
                        partner.replaceFirst("(?m)^healthPath *=.*$", "healthPath = /nowhere") + "\n# " + number
                                + "\n");
            case PARTNER_NOT_REACHED ->
                Files.writeString(
                        folder.resolve("city.pishkhan.utilities-gas.cfg"),
                        partner.replaceFirst("(?m)^url *=.*$", "url = http://127.0.0.1:1/gas") + "\n# " + number
                                + "\n");
            case GOOD_FEATURE -> features("", DeployedActivators.Quiet.class, "");
            case FEATURE_WITH_ROUTES -> features("", DeployedActivators.Quiet.class, routes("feature", "log:deployed"));
            case FEATURE_NEEDS_NOBODYS -> features("<feature>nobodys</feature>", DeployedActivators.Quiet.class, "");
            case FEATURE_THROWS_IN_START -> features("", DeployedActivators.Throwing.class, "");
            case FEATURE_ROUTES_DO_NOT_START ->
                features("", DeployedActivators.Quiet.class, routes("feature", "log:deployed?nobodys=1"));
            case GOOD_ROUTES ->
                Files.writeString(folder.resolve("deployed.camel.yaml"), routes("file", "log:deployed"));
            case FORBIDDEN_ROUTES ->
                Files.writeString(folder.resolve("deployed.camel.yaml"), routes("file", "exec:reboot"));
        };
    }

    /** Number of the last version that was generated. */
    int number() {
        return number;
    }

    private Path writeConfiguration(String consumers) throws IOException {
        return Files.writeString(
                folder.resolve("city.pishkhan.agency-gas.cfg"),
                configuration.replaceFirst("(?m)^consumers *=.*$", consumers) + "\n# " + number + "\n");
    }

    private String routes(String name, String target) {
        return """
                - route:
                    id: deployed-%s-%d
                    from:
                      uri: timer:deployed
                      parameters: {period: 60000}
                      steps:
                        - to: {uri: "%s"}
                """
                .formatted(name, number, target);
    }

    /**
     * Builds a KAR of two bundles; the second bundle differs each time.
     *
     * @param routes content of a route file in it, or empty for none
     */
    private Path features(String needs, Class<?> activator, String routes) throws IOException {
        String repository = "repository/city/deployed/";
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(made)) {
            add(
                    out,
                    repository + "deployed/1/deployed-1-features.xml",
                    """
                    <features xmlns="http://karaf.apache.org/xmlns/features/v1.6.0" name="deployed-1">
                      <feature name="deployed" version="1.0.0">
                        %s
                        <bundle>mvn:city.deployed/same/1</bundle>
                        <bundle>mvn:city.deployed/other/1</bundle>
                        %s
                      </feature>
                    </features>
                    """
                            .formatted(
                                    needs,
                                    routes.isEmpty()
                                            ? ""
                                            : "<configfile finalname=\"${karaf.etc}/routes/" + BROUGHT + "\">"
                                                    + "mvn:city.deployed/other/1/yaml/routes</configfile>")
                            .getBytes(StandardCharsets.UTF_8));
            add(out, repository + "same/1/same-1.jar", small("city.deployed.same", 0, DeployedActivators.Quiet.class));
            add(out, repository + "other/1/other-1.jar", small("city.deployed.other", number, activator));
            if (!routes.isEmpty()) {
                add(out, repository + "other/1/other-1-routes.yaml", routes.getBytes(StandardCharsets.UTF_8));
            }
        }
        return Files.write(folder.resolve("deployed.kar"), made.toByteArray());
    }

    private static byte[] small(String name, int number, Class<?> activator) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        manifest.getMainAttributes().putValue("Bundle-Activator", activator.getName());
        manifest.getMainAttributes().putValue(IMPORTS, "org.osgi.framework");
        manifest.getMainAttributes().putValue("X-Number", String.valueOf(number));
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(made, manifest)) {
            add(out, activator);
        }
        return made.toByteArray();
    }

    private static void add(JarOutputStream out, Class<?> type) throws IOException {
        String path = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
            add(out, path, in.readAllBytes());
        }
    }

    private Path jar(UnaryOperator<String> imports, UnaryOperator<String> components, Class<?> activator)
            throws IOException {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(bundle))) {
            Manifest manifest = in.getManifest();
            String framework = activator == null ? "" : ",org.osgi.framework";
            manifest.getMainAttributes()
                    .putValue(
                            IMPORTS, imports.apply(manifest.getMainAttributes().getValue(IMPORTS) + framework));
            manifest.getMainAttributes().putValue("X-Number", String.valueOf(number));
            if (activator != null) {
                manifest.getMainAttributes().putValue("Bundle-Activator", activator.getName());
            }
            try (JarOutputStream out = new JarOutputStream(made, manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    byte[] content = in.readAllBytes();
                    if (entry.getName().matches("OSGI-INF/[^/]*\\.xml")) {
                        content = components
                                .apply(new String(content, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8);
                    }
                    add(out, entry.getName(), content);
                }
                if (activator != null) {
                    add(out, activator);
                }
            }
        }
        return Files.write(folder.resolve("utilities.jar"), made.toByteArray());
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        if (!name.endsWith("/")) {
            out.putNextEntry(new JarEntry(name));
            out.write(content);
            out.closeEntry();
        }
    }
}
