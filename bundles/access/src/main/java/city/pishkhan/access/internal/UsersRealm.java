package city.pishkhan.access.internal;

import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.platform.startup.StartState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The Karaf realm {@code pishkhan} over user files. A realm of the same name with a higher rank (say, a directory's) takes its place. */
@Component(
        service = {JaasRealm.class, UserDirectory.class, StartState.class},
        property = StartState.NAME + "=users",
        configurationPid = "city.pishkhan.access.users")
@Designate(ocd = UsersRealm.Config.class)
public final class UsersRealm implements JaasRealm, UserDirectory, StartState {

    /** PID {@code city.pishkhan.access.users}. */
    @ObjectClassDefinition(name = "Pishkhan users")
    @interface Config {
        @AttributeDefinition(description = "Folder of *.users files; without any, nobody can log in")
        String folder() default "etc/users";

        @AttributeDefinition(description = "Name of the realm")
        String realm() default "pishkhan";
    }

    private final Config config;
    private final long bundle;
    private final UserFiles files;

    @Activate
    public UsersRealm(BundleContext context, Config config) {
        this.config = config;
        this.bundle = context.getBundle().getBundleId();
        this.files = UsersLoginModule.know(Path.of(config.folder()));
    }

    @Override
    public List<User> users() {
        return files.all().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(u ->
                        new User(u.getKey(), u.getValue().roles(), u.getValue().file()))
                .toList();
    }

    /** What the files say in vain; whoever is named otherwise can log in. */
    @Override
    public Optional<String> problem() {
        List<String> mistakes = files.mistakes();
        return mistakes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", mistakes));
    }

    @Override
    public String getName() {
        return config.realm();
    }

    @Override
    public int getRank() {
        return 0;
    }

    @Override
    public AppConfigurationEntry[] getEntries() {
        Map<String, Object> options = Map.of(
                ProxyLoginModule.PROPERTY_MODULE, UsersLoginModule.class.getName(),
                ProxyLoginModule.PROPERTY_BUNDLE, Long.toString(bundle),
                UsersLoginModule.FOLDER, config.folder());
        return new AppConfigurationEntry[] {
            new AppConfigurationEntry(ProxyLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, options)
        };
    }
}
