package city.pishkhan.vault.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.platform.secrets.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key-encryption keys that the configuration refers to. A reference is {@code credential:NAME} for a credential of systemd,
 * {@code file:/path}, or {@code pkcs11:/path#LABEL} for a key in a token.
 */
final class KeyEncryptionKeys {
    /** Accepts master keys that are stored without wrapping. */
    static final String NONE = "none";

    private static final Messages MESSAGES = Messages.of(KeyEncryptionKeys.class);
    private static final String CREDENTIAL = "credential:";
    private static final String FILE = "file:";
    private static final String TOKEN = "pkcs11:";
    private static final String FOLDER = "CREDENTIALS_DIRECTORY";
    private static final String STANDARD = CREDENTIAL + "pishkhan-kek";
    private static final String STANDARD_PREVIOUS = CREDENTIAL + "pishkhan-kek-previous";

    private final String reference;
    private final List<String> previous;
    private final String pin;
    private final Map<String, String> environment;

    /**
     * @param reference the current key; empty for the credential {@code pishkhan-kek} if systemd supplies it; {@link
     *     #NONE}
     * @param previous earlier keys; empty for the credential {@code pishkhan-kek-previous} if systemd supplies it
     * @param pin PIN of the token, or a reference to it; may be empty
     * @param environment environment variables
     */
    KeyEncryptionKeys(String reference, List<String> previous, String pin, Map<String, String> environment) {
        this.reference = reference.strip();
        this.previous = List.copyOf(previous);
        this.pin = pin;
        this.environment = Map.copyOf(environment);
    }

    /** Returns {@code true} if the configuration accepts master keys without wrapping. */
    boolean isWrappingWaived() {
        return reference.equals(NONE);
    }

    /**
     * Returns the key that wraps new master keys.
     *
     * @return empty if none is configured and systemd supplies none
     * @throws UnavailableKekException if the configured key is missing
     */
    Optional<KeyEncryptionKey> current() {
        if (isWrappingWaived() || (reference.isEmpty() && !hasCredential(STANDARD))) {
            return Optional.empty();
        }
        return Optional.of(resolve(currentReference()));
    }

    private String currentReference() {
        return reference.isEmpty() || isWrappingWaived() ? STANDARD : reference;
    }

    /**
     * Unwraps a master key with the current or an earlier key.
     *
     * @throws UnavailableKekException if its key is missing, or the file was altered
     */
    byte[] unwrap(WrappedKey wrapped) {
        List<Text> reasons = new ArrayList<>();
        for (String candidate : candidates()) {
            try {
                KeyEncryptionKey kek = resolve(candidate);
                if (kek.id().equals(wrapped.kek())) {
                    return wrapped.unwrap(kek);
                }
                reasons.add(MESSAGES.text("kek.another", candidate, kek.id()));
            } catch (UnavailableKekException e) {
                reasons.add(e.text());
            }
        }
        throw new UnavailableKekException(MESSAGES.text(
                "kek.missing", wrapped.fingerprint(), wrapped.file(), wrapped.kek(), wrapped.reference(), reasons));
    }

    private List<String> candidates() {
        List<String> all = new ArrayList<>(List.of(currentReference()));
        all.addAll(previous);
        if (previous.isEmpty() && hasCredential(STANDARD_PREVIOUS)) {
            all.add(STANDARD_PREVIOUS);
        }
        return all;
    }

    private KeyEncryptionKey resolve(String place) {
        if (place.startsWith(TOKEN)) {
            int label = place.lastIndexOf('#');
            if (label < 0) {
                throw new UnavailableKekException(MESSAGES.text("kek.reference", place));
            }
            return TokenKek.open(
                    place, Path.of(place.substring(TOKEN.length(), label)), place.substring(label + 1), pin());
        }
        if (place.startsWith(CREDENTIAL)) {
            Path file = credential(place);
            if (file == null) {
                throw new UnavailableKekException(MESSAGES.text("kek.no-credentials", place));
            }
            return secret(place, file);
        }
        if (place.startsWith(FILE)) {
            return secret(place, Path.of(place.substring(FILE.length())));
        }
        // the value itself might be a secret that was pasted by mistake
        throw new UnavailableKekException(MESSAGES.text("kek.reference", "kek"));
    }

    private static KeyEncryptionKey secret(String place, Path file) {
        String secret;
        try {
            secret = Secrets.resolve(FILE + file);
        } catch (IllegalArgumentException e) {
            throw new UnavailableKekException(MESSAGES.text("kek.no-file", place, file));
        }
        if (secret.length() < SecretKek.SHORTEST) {
            throw new UnavailableKekException(MESSAGES.text("kek.length", place, SecretKek.SHORTEST));
        }
        return new SecretKek(place, secret);
    }

    private String pin() {
        if (pin.startsWith(CREDENTIAL)) {
            Path file = credential(pin);
            if (file == null) {
                throw new UnavailableKekException(MESSAGES.text("kek.no-credentials", pin));
            }
            return resolvePin(FILE + file);
        }
        return resolvePin(pin);
    }

    private static String resolvePin(String reference) {
        try {
            return Secrets.resolve(reference);
        } catch (IllegalArgumentException e) {
            throw new UnavailableKekException(MESSAGES.text("kek.pin-unresolved", reference));
        }
    }

    private boolean hasCredential(String place) {
        Path file = credential(place);
        return file != null && Files.exists(file);
    }

    private @Nullable Path credential(String place) {
        String folder = environment.get(FOLDER);
        return folder == null || folder.isEmpty()
                ? null
                : Path.of(folder).resolve(place.substring(CREDENTIAL.length()));
    }
}
