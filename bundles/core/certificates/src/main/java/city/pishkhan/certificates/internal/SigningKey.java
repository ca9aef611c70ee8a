package city.pishkhan.certificates.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.api.cluster.SharedKeys;
import city.pishkhan.platform.secrets.KeyTool;
import city.pishkhan.platform.startup.Causes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The key that signs certificates, from a PKCS#12 keystore with the aliases {@code certificates-1}, {@code certificates-2} and so
 * on. The highest alias is used. The keystore is read at the first signature; if none is configured, it is created then.
 */
final class SigningKey {
    private static final String PREFIX = "certificates-";
    private static final int LINE = 64;
    private static final int FINGERPRINT = 16;

    /**
     * A private key and its certificate.
     *
     * @param certificate certificate of the key's owner
     */
    record Signer(PrivateKey key, X509Certificate certificate) {}

    private final Path file;
    private final Supplier<String> password;
    private final boolean createIfMissing;
    private final SharedKeys shared;
    private Signer read;
    private Signer signer;

    /**
     * @param createIfMissing {@code true} if a missing keystore may be created
     * @param shared          checks that all nodes of the city have the same key
     */
    SigningKey(Path file, Supplier<String> password, boolean createIfMissing, SharedKeys shared) {
        this.file = file;
        this.password = password;
        this.createIfMissing = createIfMissing;
        this.shared = shared;
    }

    /**
     * Returns the key, and reads or creates it on first use.
     *
     * @throws IllegalStateException if there is no usable key; the message contains no secrets
     * @throws Refusal {@code UNAVAILABLE} if other nodes have another key
     */
    synchronized Signer signer() {
        if (signer == null) {
            String secret = password.get();
            if (createIfMissing && !Files.exists(file)) {
                // The nodes' keys are compared before a key is created, because another node may already have one.
                shared.registerOrVerify(shared());
                KeyTool.generate(
                        file,
                        secret,
                        List.of("-alias", PREFIX + 1, "-keyalg", "EC", "-groupname", "secp256r1"),
                        List.of("-sigalg", "SHA256withECDSA", "-dname", "CN=Pishkhan certificates"),
                        List.of("-ext", "KeyUsage:critical=digitalSignature,nonRepudiation", "-validity", "3650"));
            }
            read = read(secret.toCharArray());
            shared.registerOrVerify(shared());
            signer = read;
        }
        return signer;
    }

    /** Returns the key in the keystore for comparison with other nodes; its fingerprint is empty if there is no readable key. */
    synchronized SharedKey shared() {
        if (read == null && Files.exists(file)) {
            read = read(password.get().toCharArray());
        }
        return new SharedKey("certificates", read == null ? "" : fingerprint(read.certificate()), place());
    }

    /** Returns the keystore, or its folder if the password is generated too, because both files are needed. */
    private String place() {
        return createIfMissing ? file.toAbsolutePath().getParent().toString() : file.toString();
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()))
                    .substring(0, FINGERPRINT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the problem that prevents signing; a keystore that is yet to be created is not a problem. */
    synchronized Optional<String> problem() {
        if (signer == null && !(createIfMissing && !Files.exists(file))) {
            try {
                signer();
            } catch (Refusal e) {
                // this node's key differs from the key of other nodes; a separate check reports such differences for
                // all shared keys
                return Optional.empty();
            } catch (IllegalStateException | IllegalArgumentException e) {
                return Optional.of(Causes.plain(e));
            }
        }
        return Optional.empty();
    }

    private Signer read(char[] secret) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, secret);
            String alias = Collections.list(store.aliases()).stream()
                    .filter(name -> name.matches(PREFIX + "\\d{1,6}"))
                    .max(Comparator.comparingInt(name -> Integer.parseInt(name.substring(PREFIX.length()))))
                    .orElseThrow(() -> new IllegalStateException("there is no alias " + PREFIX + "1"));
            return new Signer((PrivateKey) store.getKey(alias, secret), (X509Certificate) store.getCertificate(alias));
        } catch (IOException | GeneralSecurityException | IllegalStateException e) {
            throw new IllegalStateException(
                    "The keystore of the certificates, " + file + ", cannot be read: " + e.getMessage(), e);
        }
    }

    /** @return the signature in Base64 */
    String sign(String text) {
        PrivateKey key = signer().key();
        try {
            Signature signature =
                    Signature.getInstance(key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key cannot be used for signing", e);
        }
    }

    String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(LINE, new byte[] {'\n'})
                            .encodeToString(signer().certificate().getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
