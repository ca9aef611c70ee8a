package city.pishkhan.approvals.internal;

import city.pishkhan.api.governance.HubMode.Mode;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Setting of the mode in which the hub is founded. The founding records the mode in the database; a founded hub does not start with
 * another setting.
 */
@Component(
        service = ModeSetting.class,
        configurationPid = ModeSetting.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ModeSetting.Config.class)
public final class ModeSetting {
    static final String PID = "city.pishkhan.approvals.demo";

    /** Configuration with the PID {@link #PID}. */
    @ObjectClassDefinition(name = "Pishkhan demo hub")
    @interface Config {
        @AttributeDefinition(
                description =
                        "demo: added logins, bundles and route files need no acceptance by two people; or production")
        String mode() default "production";
    }

    private final Mode mode;

    @Activate
    public ModeSetting(Config config) {
        this(mode(config.mode()));
    }

    ModeSetting(Mode mode) {
        this.mode = mode;
    }

    Mode mode() {
        return mode;
    }

    /** Returns the mode that a setting means. */
    static Mode mode(String setting) {
        return Mode.of(setting.strip().toLowerCase(Locale.ROOT));
    }
}
