package city.pishkhan.access.internal.users;

import city.pishkhan.api.RefusalText;
import city.pishkhan.api.security.AcceptedRoles;
import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.platform.startup.StartState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Karaf realm {@code pishkhan} for user files. A realm of the same name with a higher rank, e.g. of a directory, replaces it. */
@Component(
        service = {JaasRealm.class, UserDirectory.class, StartState.class, UsersRealm.class},
        property = StartState.NAME + "=users",
        configurationPid = "city.pishkhan.access.users")
@Designate(ocd = UsersRealm.Config.class)
public final class UsersRealm implements JaasRealm, UserDirectory, StartState {

    private static final String WAITS = "waits";
    private static final Logger LOG = LoggerFactory.getLogger(UsersRealm.class);

    /** PID {@code city.pishkhan.access.users}. */
    @ObjectClassDefinition(name = "Pishkhan users")
    @interface Config {
        @AttributeDefinition(description = "Folder of *.users files; without users, no login is possible")
        String folder() default "etc/users";

        @AttributeDefinition(description = "Name of the realm")
        String realm() default "pishkhan";

        @AttributeDefinition(
                description =
                        "Whether a login or role that is added to the files becomes valid after acceptance by two people (waits) or immediately (at-once)")
        String new_logins() default WAITS;
    }

    private static final Messages MESSAGES = Messages.of(UsersRealm.class);

    private final LazyReference<AcceptedRoles> powers;
    private final AcceptedRolesFile acceptedRolesFile;

    private final Config config;
    private final long bundle;
    private final UserFiles files;

    @Activate
    public UsersRealm(BundleContext context, @Reference PersonDigests persons, Config config) {
        this.config = config;
        this.powers = new LazyReference<>(context, AcceptedRoles.class);
        this.bundle = context.getBundle().getBundleId();
        this.acceptedRolesFile = new AcceptedRolesFile(AccessFolder.of(context).resolve("accepted"), persons::proof);
        this.files = UsersLoginModule.load(Path.of(config.folder()), persons);
        if (!List.of(WAITS, "at-once").contains(config.new_logins())) {
            throw new IllegalArgumentException(MESSAGES.bilingual("users.new-logins", config.new_logins()));
        }
        if (isEffectiveAtOnce()) {
            LOG.warn("{}", MESSAGES.bilingual("users.at-once"));
        }
        files.setAcceptance(this::accepted);
    }

    @Deactivate
    void stop() {
        powers.close();
    }

    /**
     * Returns the accepted roles. While the acceptance service or the database is not available, the last known
     * accepted roles are valid.
     */
    private Set<String> accepted(String login, UserFiles.User written) {
        return accepted(user(login, written));
    }

    /** Like {@link #accepted(String, UserFiles.User)}, for any login of a file. */
    public Set<String> accepted(User user) {
        AcceptedRoles acceptedRoles = powers.get();
        if (acceptedRoles == null) {
            return acceptedRolesFile.lastAccepted(user);
        }
        Set<String> roles =
                isEffectiveAtOnce() && acceptedRoles.canTakeEffectAtOnce() ? user.roles() : acceptedRoles.roles(user);
        return acceptedRolesFile.record(user, roles);
    }

    private static User user(String login, UserFiles.User written) {
        return new User(
                login,
                written.roles(),
                written.file(),
                written.person(),
                Sha256.hex("proof of a login " + written.hash()));
    }

    @Override
    public List<User> users() {
        return files.all().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(u -> user(u.getKey(), u.getValue()))
                .toList();
    }

    @Override
    public List<SignedSource> signedSources() {
        return SignedFiles.read(Path.of(config.folder()));
    }

    @Override
    public boolean isEffectiveAtOnce() {
        return !config.new_logins().equals(WAITS);
    }

    @Override
    public Optional<Text> exclusionReason(String login, Set<String> roles) {
        return files.findConflict(login, roles)
                .map(conflict ->
                        RefusalText.of(MESSAGES, "login.excluded", conflict.one(), conflict.other(), conflict.rule()));
    }

    /** Message that these logins wait for acceptance. */
    public static String waitingMessage(List<String> logins) {
        return MESSAGES.bilingual("users.waiting", String.join(", ", logins));
    }

    /** Mistakes in the files and logins that wait for acceptance; all other logins work. */
    @Override
    public Optional<String> problem() {
        List<String> mistakes = new ArrayList<>(files.mistakes());
        AcceptedRoles acceptedRoles = powers.get();
        if (isEffectiveAtOnce() && acceptedRoles != null && !acceptedRoles.canTakeEffectAtOnce()) {
            mistakes.add(MESSAGES.bilingual("users.not-at-once"));
        }
        int ignored = acceptedRolesFile.ignored();
        if (ignored > 0) {
            mistakes.add(MESSAGES.bilingual("users.not-proven", ignored));
        }
        List<String> waiting = files.loginsAwaitingAcceptance();
        if (!waiting.isEmpty() && powers.get() != null) {
            mistakes.add(waitingMessage(waiting));
        }
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
