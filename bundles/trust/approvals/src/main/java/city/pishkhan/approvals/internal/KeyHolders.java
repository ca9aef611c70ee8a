package city.pishkhan.approvals.internal;

import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Messages;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
    private static final Messages MESSAGES = Messages.of(KeyHolders.class);
    static final String SOURCE = "city.pishkhan.approvals.recovery.cfg";
    static final String LOGIN = "key-holder:";
    private static final String ROLE = "key-holder";
    private static final String ALGORITHM = "Ed25519";

    /** Configuration with the PID {@code city.pishkhan.approvals.recovery}. */
    @ObjectClassDefinition(name = "Pishkhan recovery of logins")
    @interface Config {
        @AttributeDefinition(
                description =
                        "holders of recovery keys, any two of whom can recover logins: name: Ed25519 public key in base64 as written by openssl, separated by commas")
        String holders() default "";
    }

    private record Key(PublicKey key, String digest) {}

    private final Map<String, Key> keys = new TreeMap<>();

    /** @throws IllegalArgumentException for an invalid key, with a message in both languages */
    @Activate
    public KeyHolders(Config config) {
        this(Arrays.asList(config.holders().split(",")));
    }

    KeyHolders(List<String> holders) {
        for (String holder : holders) {
            if (!holder.isBlank()) {
                add(holder.strip());
            }
        }
        if (keys.values().stream().map(Key::digest).distinct().count() < keys.size()) {
            throw new IllegalArgumentException(MESSAGES.bilingual("key-holders.twice"));
        }
    }

    private void add(String holder) {
        String[] parts = holder.split(":", 2);
        try {
            byte[] key = Base64.getDecoder().decode(parts[parts.length - 1].strip());
            if (!parts[0].matches("[a-z0-9-]{1,40}")
                    || keys.put(
                                    parts[0],
                                    new Key(
                                            KeyFactory.getInstance(ALGORITHM)
                                                    .generatePublic(new X509EncodedKeySpec(key)),
                                            Sha256.hex(key)))
                            != null) {
                throw new IllegalArgumentException(parts[0]);
            }
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalArgumentException(MESSAGES.bilingual("key-holders.key", parts[0]), e);
        }
    }

    @Override
    public List<User> users() {
        return keys.entrySet().stream()
                .map(e -> new User(LOGIN + e.getKey(), Set.of(ROLE), SOURCE, "", e.getValue().digest))
                .toList();
    }

    /** Returns the user of a key holder, as in {@link #users}, if the holder's signature of the content is valid; otherwise empty. */
    Optional<User> findSigner(String holder, byte[] content, byte[] signature) {
        Key key = keys.get(holder);
        if (key == null) {
            return Optional.empty();
        }
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key.key);
            check.update(content);
            return check.verify(signature)
                    ? users().stream()
                            .filter(u -> u.name().equals(LOGIN + holder))
                            .findFirst()
                    : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // not a well-formed signature
        }
    }
}
