package city.pishkhan.itests.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.BundleActivator;

/** Builds jars of bundles that consist of one activator, which imports only the framework. */
final class ActivatorJar {
    private ActivatorJar() {}

    /** Builds a jar; two jars of the same version differ, because their entries have the time of the call. */
    static byte[] of(String bundle, String version, Class<? extends BundleActivator> activator) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", bundle);
        main.putValue("Bundle-Version", version);
        main.putValue("Bundle-Activator", activator.getName());
        main.putValue("Import-Package", "org.osgi.framework");
        String file = activator.getName().replace('.', '/') + ".class";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream entries = new JarOutputStream(bytes, manifest)) {
            entries.putNextEntry(new JarEntry(file));
            entries.write(activator.getResourceAsStream("/" + file).readAllBytes());
            entries.closeEntry();
        }
        return bytes.toByteArray();
    }
}
