package city.pishkhan.runtime;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Paths of the doors that the annotated class serves, by its routes or as a servlet. The paths are written to the bundle's manifest. The
 * gate therefore knows a door as soon as its bundle is installed, even if the bundle is stopped or being updated. Requests to a known but
 * absent door wait or receive 503. A path that no installed bundle declares is answered 404 and counted as {@code other} in the metrics.
 */
@Documented
@Capability(namespace = DoorPaths.NAMESPACE)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DoorPaths {
    /** Namespace of the manifest capability. */
    String NAMESPACE = "city.pishkhan.door";

    /** Name of the capability's attribute. */
    String ATTRIBUTE = "path";

    /** Leading path segments, e.g. {@code /office/v1}. Each covers itself and all paths below it, and is a label of the metrics. */
    @Attribute(ATTRIBUTE)
    String[] value();
}
