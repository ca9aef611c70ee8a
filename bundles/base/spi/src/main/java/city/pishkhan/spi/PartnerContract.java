package city.pishkhan.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Declares the contract between a connector and its partners, which is a file in the connector's bundle. The declaration becomes
 * a capability in the bundle's manifest. The hub publishes the file at {@code /contracts/<name>} while the bundle is installed,
 * even if the connector is not configured.
 */
@Documented
@Capability(namespace = PartnerContract.NAMESPACE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface PartnerContract {
    /** Namespace of the capability in the manifest. */
    String NAMESPACE = "city.pishkhan.contract";

    /** Name of the capability's attribute with {@link #name}. */
    String NAME = "name";

    /** Name of the capability's attribute with {@link #edition}. */
    String EDITION = "edition";

    /** Name of the capability's attribute with {@link #title}. */
    String TITLE = "title";

    /** Name of the capability's attribute with {@link #file}. */
    String FILE = "file";

    /** Name of the contract in its address, in lower case, e.g. {@code utility}. */
    @Attribute(NAME)
    String name();

    /** Version of the contract, e.g. {@code 1.0}. The first number increases if partners must change, the second if they may. */
    @Attribute(EDITION)
    String edition();

    /** English title for the list of contracts. */
    @Attribute(TITLE)
    String title();

    /** Path in the bundle: an OpenAPI document ({@code .json}) or a WSDL ({@code .wsdl}). */
    @Attribute(FILE)
    String file();
}
