package city.pishkhan.approvals.internal;

import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Messages;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Ed25519 public keys by name, as a configuration lists them: {@code name: key, name: key}. Each is also a login, so that a key added
 * later has no effect before two people have accepted it.
 */
final class NamedKeys {
    private static final Messages MESSAGES = Messages.of(NamedKeys.class);
    private static final String ALGORITHM = "Ed25519";

    private record Key(PublicKey key, String digest) {}

    private final Map<String, Key> keys = new TreeMap<>();
    private final String role;
    private final String source;

    /**
     * Parses keys.
     *
     * @param list the configured value
     * @param role role of the logins, and prefix of their names
     * @param source name of the configuration file
     * @throws IllegalArgumentException for an invalid or repeated key, with a message in both languages
     */
    NamedKeys(String list, String role, String source) {
        this.role = role;
        this.source = source;
        for (String one : list.split(",")) {
            if (!one.isBlank()) {
                add(one.strip());
            }
        }
        if (keys.values().stream().map(Key::digest).distinct().count() < keys.size()) {
            throw new IllegalArgumentException(MESSAGES.bilingual("keys.twice", source));
        }
    }

    private void add(String entry) {
        String[] parts = entry.split(":", 2);
        try {
            byte[] encoded = Base64.getDecoder().decode(parts[parts.length - 1].strip());
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            if (!parts[0].matches("[a-z0-9-]{1,40}") || keys.put(parts[0], new Key(key, Sha256.hex(encoded))) != null) {
                throw new IllegalArgumentException(parts[0]);
            }
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalArgumentException(MESSAGES.bilingual("keys.invalid", source, parts[0]), e);
        }
    }

    Set<String> names() {
        return keys.keySet();
    }

    List<UserDirectory.User> users() {
        return keys.keySet().stream().map(this::user).toList();
    }

    private UserDirectory.User user(String name) {
        return new UserDirectory.User(
                role + ":" + name, Set.of(role), source, "", keys.get(name).digest());
    }

    /** Returns the login of a key if its signature of the content is valid; otherwise empty. */
    Optional<UserDirectory.User> findSigner(String name, byte[] content, byte[] signature) {
        Key key = keys.get(name);
        if (key == null) {
            return Optional.empty();
        }
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key.key());
            check.update(content);
            return check.verify(signature) ? Optional.of(user(name)) : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // not a well-formed signature
        }
    }
}
