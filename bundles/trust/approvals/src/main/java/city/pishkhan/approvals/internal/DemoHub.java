package city.pishkhan.approvals.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Settings of a hub that shows or tests the product. They count only at the founding, which records them in the database; no file
 * changes them later.
 */
@Component(
        service = DemoHub.class,
        configurationPid = "city.pishkhan.approvals.demo",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DemoHub.Config.class)
public final class DemoHub {

    /** Configuration with the PID {@code city.pishkhan.approvals.demo}. */
    @ObjectClassDefinition(name = "Pishkhan demo hub")
    @interface Config {
        @AttributeDefinition(description = "whether added bundles and route files run without acceptance by two people")
        boolean codeAtOnce() default false;
    }

    private final boolean codeAtOnce;

    @Activate
    public DemoHub(Config config) {
        this(config.codeAtOnce());
    }

    DemoHub(boolean codeAtOnce) {
        this.codeAtOnce = codeAtOnce;
    }

    boolean runsCodeAtOnce() {
        return codeAtOnce;
    }
}
