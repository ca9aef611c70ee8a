package city.pishkhan.governance.internal;

import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks a demo city, in which rules may come into force on the day of their draft. The configuration file alone has no effect: the
 * database records whether the file existed before the first decision. Without that record the city never becomes a demo city.
 */
@Component(
        service = DemoCity.class,
        configurationPid = "city.pishkhan.governance.demo",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DemoCity.Config.class)
public final class DemoCity {

    /** Settings of a demo city. */
    @ObjectClassDefinition(name = "Pishkhan demo city")
    public @interface Config {
        @AttributeDefinition(description = "whether rules may take effect on the day of their draft")
        boolean rulesAtOnce() default false;
    }

    private static final Logger LOG = LoggerFactory.getLogger(DemoCity.class);

    private final boolean rulesAtOnce;

    @Activate
    public DemoCity(@Reference Tx tx, @Reference Schemas schemas, Config config) {
        schemas.migrate(DemoCity.class, "governance");
        boolean founded = tx.required(DemoCity::tryMark);
        rulesAtOnce = founded && config.rulesAtOnce();
        if (!founded) {
            LOG.error("city.pishkhan.governance.demo.cfg has no effect: this city had its first decision without it,"
                    + " and a real city cannot become a demo city. Its rules change at midnight");
        } else if (rulesAtOnce) {
            LOG.warn("This is a demo city: rules may take effect immediately");
        }
    }

    boolean isRulesAtOnceAllowed() {
        return rulesAtOnce;
    }

    private static boolean tryMark(Handle sql) {
        sql.execute("insert into governance.demo_city (since) select now()"
                + " where not exists (select from governance.decision where state <> 'draft') on conflict do nothing");
        return sql.createQuery("select exists (select from governance.demo_city)")
                .mapTo(Boolean.class)
                .one();
    }
}
