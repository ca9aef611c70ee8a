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
 * People who can restore logins if no person is left to approve them: two of them sign a file of users. Key holders are listed as
 * logins. The initial ones are accepted at the hub's founding, and a key added later needs the approval of two people.
 */
@Component(
        service = {UserDirectory.class, KeyHolders.class},
        configurationPid = "city.pishkhan.approvals.recovery")
@Designate(ocd = KeyHolders.Config.class)
public final class KeyHolders implements UserDirectory {
    static final String SOURCE = "city.pishkhan.approvals.recovery.cfg";
    static final String LOGIN = "key-holder:";

    /** Configuration with the PID {@code city.pishkhan.approvals.recovery}. */
    @ObjectClassDefinition(name = "Pishkhan recovery of logins")
    @interface Config {
        @AttributeDefinition(
                description =
                        "holders of recovery keys, any two of whom can recover logins: name: Ed25519 public key in base64 as written by openssl, separated by commas")
        String holders() default "";
    }

    private final NamedKeys keys;

    /** @throws IllegalArgumentException for an invalid key, with a message in both languages */
    @Activate
    public KeyHolders(Config config) {
        this(config.holders());
    }

    KeyHolders(String holders) {
        keys = new NamedKeys(holders, "key-holder", SOURCE);
    }

    @Override
    public List<User> users() {
        return keys.users();
    }

    /** Returns the user of a key holder, as in {@link #users}, if the holder's signature of the content is valid; otherwise empty. */
    Optional<User> findSigner(String holder, byte[] content, byte[] signature) {
        return keys.findSigner(holder, content, signature);
    }
}
