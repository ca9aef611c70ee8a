package city.pishkhan.access.internal.login;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The JAAS realm of the operator's shell. It adds the hub's logins to the modules of Karaf's own realm, so that one login and one
 * person use both the doors and the shell. While this component is not active, Karaf's own realm is in force.
 */
@Component(service = JaasRealm.class, immediate = true, configurationPid = "city.pishkhan.access.shell")
@Designate(ocd = ShellRealm.Config.class)
public final class ShellRealm implements JaasRealm {

    /** PID {@code city.pishkhan.access.shell}. */
    @ObjectClassDefinition(name = "Pishkhan shell logins")
    @interface Config {
        @AttributeDefinition(description = "Name of the shell's realm, as sshRealm in etc/org.apache.karaf.shell.cfg")
        String realm() default "karaf";

        @AttributeDefinition(
                description = "Operators' logins with the role viewer of the shell only, separated by commas")
        String viewers() default "";

        @AttributeDefinition(
                description = "Operators' logins with the roles viewer and manager of the shell, separated by commas")
        String managers() default "";
    }

    private static final String VIEWER = "viewer";
    private static final String MANAGER = "manager";

    private final Config config;
    private final long bundle;
    private final AccessService access;
    private final Set<String> viewers;
    private final Set<String> managers;

    /** Karaf's own realms. The filter excludes DS components, so that this component does not find itself. */
    private final ServiceTracker<JaasRealm, JaasRealm> karafRealms;

    @Activate
    public ShellRealm(BundleContext context, @Reference AccessService access, Config config) {
        this.config = config;
        this.bundle = context.getBundle().getBundleId();
        this.access = access;
        this.viewers = names(config.viewers());
        this.managers = names(config.managers());
        this.karafRealms = new ServiceTracker<>(context, karafRealmFilter(), null);
        karafRealms.open();
    }

    @Deactivate
    void stop() {
        karafRealms.close();
    }

    private static Filter karafRealmFilter() {
        try {
            return FrameworkUtil.createFilter(
                    "(&(objectClass=" + JaasRealm.class.getName() + ")(!(component.name=*)))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Roles of the shell that an operator's login gets. The role {@code host} is not among them, because it gives the rights of the
     * hub's account on the machine.
     */
    Set<String> shellRoles(String login) {
        Set<String> roles = new HashSet<>(Set.of("ssh", VIEWER));
        if (!viewers.contains(login)) {
            roles.add(MANAGER);
            if (!managers.contains(login)) {
                roles.add("admin");
            }
        }
        return roles;
    }

    @Override
    public String getName() {
        return config.realm();
    }

    @Override
    public int getRank() {
        return Integer.MAX_VALUE;
    }

    @Override
    public AppConfigurationEntry[] getEntries() {
        AppConfigurationEntry[] others = karafRealms.getTracked().values().stream()
                .filter(realm -> realm.getName().equals(config.realm()))
                .max(Comparator.comparingInt(JaasRealm::getRank))
                .map(JaasRealm::getEntries)
                .orElse(new AppConfigurationEntry[0]);
        Map<String, Object> options = Map.of(
                ProxyLoginModule.PROPERTY_MODULE, ShellLoginModule.class.getName(),
                ProxyLoginModule.PROPERTY_BUNDLE, Long.toString(bundle),
                ShellLoginModule.ACCESS, access,
                ShellLoginModule.REALM, this,
                ShellLoginModule.USERS,
                        Arrays.stream(others).flatMap(ShellRealm::usersFile).toList());
        // optional, as Karaf's own modules are: one of the modules must accept the user
        AppConfigurationEntry own =
                new AppConfigurationEntry(ProxyLoginModule.class.getName(), LoginModuleControlFlag.OPTIONAL, options);
        return Stream.concat(Stream.of(own), Arrays.stream(others)).toArray(AppConfigurationEntry[]::new);
    }

    /** The file of users that a module of Karaf reads. */
    private static Stream<String> usersFile(AppConfigurationEntry entry) {
        return entry.getOptions().get("users") instanceof String file ? Stream.of(file) : Stream.empty();
    }
}
