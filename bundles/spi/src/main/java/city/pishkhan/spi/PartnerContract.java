package city.pishkhan.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * The contract that a connector speaks with its partners, as a file of its bundle. It goes into the bundle's manifest; the hub publishes it
 * at {@code /contracts/<name>} as long as the bundle is installed, whether the connector is configured or not.
 */
@Documented
@Capability(namespace = PartnerContract.NAMESPACE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface PartnerContract {
    /** Namespace of the capability that says so in the manifest. */
    String NAMESPACE = "city.pishkhan.contract";

    /** Name of the attribute of {@link #name}. */
    String NAME = "name";

    /** Name of the attribute of {@link #edition}. */
    String EDITION = "edition";

    /** Name of the attribute of {@link #title}. */
    String TITLE = "title";

    /** Name of the attribute of {@link #file}. */
    String FILE = "file";

    /** As partners ask for it, in lower case: {@code utility}. */
    @Attribute(NAME)
    String name();

    /** Its version, e.g. {@code 1.0}: the first number grows when a partner must change, the second when it may. */
    @Attribute(EDITION)
    String edition();

    /** What it is, in English, for the list. */
    @Attribute(TITLE)
    String title();

    /** Path in the bundle: an OpenAPI document ({@code .json}) or a WSDL ({@code .wsdl}). */
    @Attribute(FILE)
    String file();
}
