package city.pishkhan.approvals.internal;

import city.pishkhan.api.security.UserDirectory;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Keys that sign code: a file with such a signature can be deployed without a second person. The keys are listed as logins.
 * The initial ones are accepted at the hub's founding, and a key added later needs the approval of two people.
 */
@Component(
        service = {UserDirectory.class, ReleaseKeys.class},
        configurationPid = "city.pishkhan.approvals.release")
@Designate(ocd = ReleaseKeys.Config.class)
public final class ReleaseKeys implements UserDirectory {
    static final String LOGIN = "release-key:";

    /** Configuration with the PID {@code city.pishkhan.approvals.release}. */
    @ObjectClassDefinition(name = "Pishkhan release keys")
    @interface Config {
        @AttributeDefinition(
                description =
                        "keys that sign code: name: Ed25519 public key in base64 as written by openssl, separated by commas")
        String keys() default "";
    }

    private final NamedKeys keys;

    /** @throws IllegalArgumentException for an invalid key, with a message in both languages */
    @Activate
    public ReleaseKeys(Config config) {
        this(config.keys());
    }

    ReleaseKeys(String list) {
        keys = new NamedKeys(list, "release-key", "city.pishkhan.approvals.release.cfg");
    }

    @Override
    public List<User> users() {
        return keys.users();
    }

    /** Returns the login of the key that made this signature; empty if no key made it. */
    Optional<User> findSigner(byte[] content, byte[] signature) {
        return keys.names().stream()
                .flatMap(name -> keys.findSigner(name, content, signature).stream())
                .findFirst();
    }
}
