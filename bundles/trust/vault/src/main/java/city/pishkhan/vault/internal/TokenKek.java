package city.pishkhan.vault.internal;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.security.auth.login.FailedLoginException;

/**
 * A key-encryption key in a PKCS#11 token (hardware security module), used by the JDK's provider SunPKCS11. The AES key never leaves
 * the token.
 */
final class TokenKek implements KeyEncryptionKey {
    private static final Messages MESSAGES = Messages.of(TokenKek.class);
    private static final Map<Path, Provider> PROVIDERS = new HashMap<>();

    /**
     * Configurations and digests of PINs that the token rejected. They are not tried again, because a token locks itself
     * after a few wrong PINs, and the hub retries its start every few seconds.
     */
    private static final Set<String> REJECTED = new HashSet<>();

    private final String reference;
    private final String label;
    private final Provider provider;
    private final SecretKey key;

    private TokenKek(String reference, String label, Provider provider, SecretKey key) {
        this.reference = reference;
        this.label = label;
        this.provider = provider;
        this.key = key;
    }

    /**
     * Opens a token and finds its key.
     *
     * @param configuration configuration file of SunPKCS11, which names library and slot
     * @throws UnavailableKekException if the token, the PIN or the key is missing or wrong
     */
    static TokenKek open(String reference, Path configuration, String label, String pin) {
        if (pin.isEmpty()) {
            throw new UnavailableKekException(MESSAGES.text("kek.pin-missing", label));
        }
        synchronized (PROVIDERS) {
            String attempt = configuration + " " + new SecretKek(reference, pin).id();
            if (REJECTED.contains(attempt)) {
                throw new UnavailableKekException(MESSAGES.text("kek.pin-rejected", label, configuration));
            }
            try {
                Provider provider = provider(configuration);
                KeyStore store = KeyStore.getInstance("PKCS11", provider);
                store.load(null, pin.toCharArray());
                if (store.getKey(label, null) instanceof SecretKey key
                        && key.getAlgorithm().equals("AES")) {
                    return new TokenKek(reference, label, provider, key);
                }
                throw new UnavailableKekException(MESSAGES.text("kek.no-token-key", label, configuration));
            } catch (IOException | GeneralSecurityException | ProviderException | InvalidParameterException e) {
                if (isPinRejected(e)) {
                    REJECTED.add(attempt);
                    throw new UnavailableKekException(MESSAGES.text("kek.pin-rejected", label, configuration));
                }
                throw new UnavailableKekException(MESSAGES.text(
                        "kek.no-token", label, configuration, deepest(e).getMessage()));
            }
        }
    }

    private static Provider provider(Path configuration) throws GeneralSecurityException {
        Provider known = PROVIDERS.get(configuration);
        if (known != null) {
            return known;
        }
        if (!Files.isReadable(configuration)) {
            throw new GeneralSecurityException("file not readable");
        }
        Provider pkcs11 = Optional.ofNullable(Security.getProvider("SunPKCS11"))
                .orElseThrow(() -> new GeneralSecurityException("this Java has no module jdk.crypto.cryptoki"));
        Provider created = pkcs11.configure(configuration.toString());
        PROVIDERS.put(configuration, created);
        return created;
    }

    private static boolean isPinRejected(Throwable failure) {
        return Stream.<Throwable>iterate(failure, t -> t != null, Throwable::getCause)
                .anyMatch(FailedLoginException.class::isInstance);
    }

    private static Throwable deepest(Throwable failure) {
        Throwable deepest = failure;
        for (Throwable next = failure; next != null; next = next.getCause()) {
            deepest = next;
        }
        return deepest;
    }

    @Override
    public String reference() {
        return reference;
    }

    @Override
    public String id() {
        return provider.getName() + "/" + label;
    }

    @Override
    public byte[] wrap(String bound, byte[] secret) {
        try {
            return Aes.seal(cipher(), key, bound, secret);
        } catch (ProviderException e) {
            throw new IllegalStateException("The token cannot wrap a key: " + e.getMessage(), e);
        }
    }

    @Override
    public byte[] unwrap(String bound, byte[] wrapped) {
        try {
            return Aes.open(cipher(), key, bound, wrapped);
        } catch (ProviderException e) {
            // tokens report a wrong authentication tag by different codes
            throw new IllegalStateException("Altered, or wrapped with another key of the token: " + e.getMessage(), e);
        }
    }

    private Cipher cipher() {
        try {
            return Cipher.getInstance(Aes.CIPHER, provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
