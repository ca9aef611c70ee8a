package city.pishkhan.access.internal.users;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** The folder in which this bundle stores its keys and the accepted roles. */
public final class AccessFolder {
    private AccessFolder() {}

    /** Returns a folder in {@code karaf.data}; without Karaf, in the bundle's own data. */
    public static Path of(BundleContext context) {
        String karaf = context.getProperty("karaf.data");
        return karaf == null ? context.getDataFile("access").toPath() : Path.of(karaf, "pishkhan", "access");
    }
}
