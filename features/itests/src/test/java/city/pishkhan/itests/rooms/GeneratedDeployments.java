package city.pishkhan.itests.rooms;

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

/** Versions of a bundle, a route file and a configuration, as many as are wanted, half of them faulty. */
final class GeneratedDeployments {
    private static final String IMPORTS = "Import-Package";
    private static final UnaryOperator<String> AS_IT_IS = text -> text;

    /** What is wrong with one, and what should become of it. */
    enum Kind {
        GOOD_BUNDLE(Effect.SWITCHED),
        GOOD_CONFIGURATION(Effect.SWITCHED),
        GOOD_ROUTES(Effect.SWITCHED),
        GOOD_FEATURE(Effect.SWITCHED),
        GOOD_IN_FOLDER(Effect.SWITCHED),
        /** the next one finds out */
        HANGS_IN_STOP(Effect.SWITCHED),
        UNRESOLVABLE(Effect.REFUSED),
        THROWS_IN_START(Effect.WENT_BACK),
        HANGS_IN_START(Effect.WENT_BACK),
        ROUTES_DO_NOT_START(Effect.WENT_BACK),
        MISSPELT_KEY(Effect.REFUSED),
        WRONG_VALUE(Effect.WENT_BACK),
        PARTNER_NOT_FOUND(Effect.WENT_BACK),
        FORBIDDEN_ROUTES(Effect.REFUSED),
        FEATURE_NEEDS_NOBODYS(Effect.REFUSED),
        FEATURE_THROWS_IN_START(Effect.WENT_BACK),
        BAD_IN_FOLDER(Effect.REFUSED);

        final Effect effect;

        Kind(Effect effect) {
            this.effect = effect;
        }

        boolean inFolder() {
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
     * @param bundle        a jar that runs
     * @param configuration of an agency, that is in force
     * @param partner       of its connector, that is in force
     */
    GeneratedDeployments(Path folder, byte[] bundle, String configuration, String partner, long seed)
            throws IOException {
        this.folder = Files.createDirectories(folder);
        this.bundle = bundle;
        this.configuration = configuration;
        this.partner = partner;
        this.random = new Random(seed);
    }

    /** All kinds as often as any other, in an order of its own. */
    List<Kind> kinds(int count) {
        List<Kind> kinds = new ArrayList<>();
        while (kinds.size() < count) {
            List<Kind> all = new ArrayList<>(Arrays.asList(Kind.values()));
            Collections.shuffle(all, random);
            kinds.addAll(all);
        }
        return kinds.subList(0, count);
    }

    /** A file of a kind, different from all before it. */
    Path file(Kind kind) throws IOException {
        number++;
        return switch (kind) {
            case GOOD_BUNDLE, GOOD_IN_FOLDER -> jar(AS_IT_IS, AS_IT_IS, null);
            case UNRESOLVABLE, BAD_IN_FOLDER -> jar(imports -> imports + ",city.nowhere", AS_IT_IS, null);
            case THROWS_IN_START -> jar(AS_IT_IS, AS_IT_IS, DeployedActivators.Throwing.class);
            case HANGS_IN_START -> jar(AS_IT_IS, AS_IT_IS, DeployedActivators.HangingInStart.class);
            case HANGS_IN_STOP -> jar(AS_IT_IS, AS_IT_IS, DeployedActivators.HangingInStop.class);
            case ROUTES_DO_NOT_START ->
                jar(AS_IT_IS, xml -> xml.replace("\"city.pishkhan.utilities\"", "\"city.pishkhan.nobodys\""), null);
            case GOOD_CONFIGURATION -> configured("consumers = " + (1 + number % 8));
            case MISSPELT_KEY -> configured("consumer = 3");
            case WRONG_VALUE -> configured("consumers = many");
            case PARTNER_NOT_FOUND ->
                Files.writeString(
                        folder.resolve("city.pishkhan.utilities-gas.cfg"),
                        partner.replaceFirst("(?m)^url *=.*$", "url = http://127.0.0.1:1/gas") + "\n# " + number
                                + "\n");
            case GOOD_FEATURE -> features("", DeployedActivators.Quiet.class);
            case FEATURE_NEEDS_NOBODYS -> features("<feature>nobodys</feature>", DeployedActivators.Quiet.class);
            case FEATURE_THROWS_IN_START -> features("", DeployedActivators.Throwing.class);
            case GOOD_ROUTES -> routes("log:deployed");
            case FORBIDDEN_ROUTES -> routes("exec:reboot");
        };
    }

    private Path configured(String consumers) throws IOException {
        return Files.writeString(
                folder.resolve("city.pishkhan.agency-gas.cfg"),
                configuration.replaceFirst("(?m)^consumers *=.*$", consumers) + "\n# " + number + "\n");
    }

    private Path routes(String target) throws IOException {
        return Files.writeString(
                folder.resolve("deployed.camel.yaml"),
                """
                - route:
                    id: deployed-%d
                    from:
                      uri: timer:deployed
                      parameters: {period: 60000}
                      steps:
                        - to: {uri: "%s"}
                """
                        .formatted(number, target));
    }

    /** A KAR of two bundles, of which the second one is another one each time. */
    private Path features(String needs, Class<?> activator) throws IOException {
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
                      </feature>
                    </features>
                    """
                            .formatted(needs)
                            .getBytes(StandardCharsets.UTF_8));
            add(out, repository + "same/1/same-1.jar", small("city.deployed.same", 0, DeployedActivators.Quiet.class));
            add(out, repository + "other/1/other-1.jar", small("city.deployed.other", number, activator));
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
