package city.pishkhan.runtime;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * The paths of the doors that a class serves: its routes, or it itself as a servlet. They go into the bundle's manifest, so that the gate
 * knows a door from its bundle's installation on: started or not, being updated or not. Its requests wait meanwhile, or are told to come
 * again; a path that no installed bundle declares is answered 404, and counted as {@code other} in the metrics.
 */
@Documented
@Capability(namespace = DoorPaths.NAMESPACE)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DoorPaths {
    /** Namespace of the capability that says so in the manifest. */
    String NAMESPACE = "city.pishkhan.door";

    /** Name of its attribute. */
    String ATTRIBUTE = "path";

    /** First segments of the paths, e.g. {@code /office/v1}: each stands for itself and all below it, and is a label of the metrics. */
    @Attribute(ATTRIBUTE)
    String[] value();
}
