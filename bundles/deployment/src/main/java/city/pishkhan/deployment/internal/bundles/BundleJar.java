package city.pishkhan.deployment.internal.bundles;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;

/** The jar of an installed bundle, put together from its entries: wherever it came from, and the same each time. */
final class BundleJar {
    private static final long EPOCH_2000 = 946_684_800_000L;

    private BundleJar() {}

    static byte[] of(Bundle bundle) throws IOException {
        TreeSet<String> paths = new TreeSet<>();
        gather(bundle, "/", paths);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(jar)) {
            // where a reader of streams looks for it
            if (paths.remove(JarFile.MANIFEST_NAME)) {
                add(bundle, JarFile.MANIFEST_NAME, out);
            }
            for (String path : paths) {
                add(bundle, path, out);
            }
        }
        return jar.toByteArray();
    }

    private static void gather(Bundle bundle, String folder, TreeSet<String> paths) {
        Enumeration<String> entries = bundle.getEntryPaths(folder);
        if (entries == null) {
            return;
        }
        for (String path : Collections.list(entries)) {
            if (path.endsWith("/")) {
                gather(bundle, path, paths);
            } else {
                paths.add(path);
            }
        }
    }

    private static void add(Bundle bundle, String path, ZipOutputStream out) throws IOException {
        URL url = bundle.getEntry(path);
        if (url != null) {
            ZipEntry entry = new ZipEntry(path);
            entry.setTime(EPOCH_2000);
            out.putNextEntry(entry);
            try (InputStream in = url.openStream()) {
                in.transferTo(out);
            }
            out.closeEntry();
        }
    }
}
