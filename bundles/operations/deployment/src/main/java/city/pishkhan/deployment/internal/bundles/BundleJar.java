package city.pishkhan.deployment.internal.bundles;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;

/** Rebuilds the jar of an installed bundle from its entries. The same bundle always results in the same bytes. */
public final class BundleJar {
    private static final long EPOCH_2000 = 946_684_800_000L;

    private BundleJar() {}

    /** Returns {@code true} if an installed bundle has the same entries as a jar. */
    public static boolean isSame(Bundle bundle, byte[] jar) throws IOException {
        TreeSet<String> paths = new TreeSet<>();
        gather(bundle, "/", paths);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                URL installed = bundle.getEntry(entry.getName());
                if (installed == null || !paths.remove(entry.getName()) || !isEqual(installed, in)) {
                    return false;
                }
            }
        }
        return paths.isEmpty();
    }

    private static boolean isEqual(URL installed, InputStream entry) throws IOException {
        try (InputStream in = installed.openStream()) {
            return Arrays.equals(in.readAllBytes(), entry.readAllBytes());
        }
    }

    /** Returns the jar of an installed bundle. */
    public static byte[] build(Bundle bundle) throws IOException {
        TreeSet<String> paths = new TreeSet<>();
        gather(bundle, "/", paths);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(jar)) {
            // {@code JarInputStream} expects the manifest first
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
