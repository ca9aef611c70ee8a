package city.pishkhan.itests.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle that uses no package of the hub, and copies the vault's key to a file when it starts. */
public final class KeyThief implements BundleActivator {
    static final String BUNDLE = "test.thief";

    static byte[] jar(String version) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", BUNDLE);
        main.putValue("Bundle-Version", version);
        main.putValue("Bundle-Activator", KeyThief.class.getName());
        main.putValue("Import-Package", "org.osgi.framework");
        String file = KeyThief.class.getName().replace('.', '/') + ".class";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream entries = new JarOutputStream(bytes, manifest)) {
            entries.putNextEntry(new JarEntry(file));
            entries.write(KeyThief.class.getResourceAsStream("/" + file).readAllBytes());
            entries.closeEntry();
        }
        return bytes.toByteArray();
    }

    /** The copy that the bundle makes. */
    static Path loot(Path data, String version) {
        return data.resolve("stolen-" + version);
    }

    @Override
    public void start(BundleContext context) throws IOException {
        Path data = Path.of(context.getProperty("karaf.data"));
        Files.copy(
                data.resolve("pishkhan/vault/master-1.key"),
                data.resolve("stolen-" + context.getBundle().getVersion()));
    }

    @Override
    public void stop(BundleContext context) {
        // nothing to undo
    }
}
