package city.pishkhan.tls.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.tls.TlsState.Dated;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hub's key with its certificates, and its trusted certificates: two PKCS#12 (or JKS) files. */
final class ServerKeyFiles {
    private static final Messages MESSAGES = Messages.of(ServerKeyFiles.class);

    private final Path keystore;
    private final char[] keystorePassword;
    private final @Nullable Path truststore;
    private final char[] truststorePassword;

    /** @param truststore {@code null} if no client certificates are requested */
    ServerKeyFiles(Path keystore, char[] keystorePassword, @Nullable Path truststore, char[] truststorePassword) {
        this.keystore = keystore;
        this.keystorePassword = keystorePassword.clone();
        this.truststore = truststore;
        this.truststorePassword = truststorePassword.clone();
    }

    /**
     * Content of the files.
     *
     * @param truststore {@code null} if there is none
     */
    record Read(KeyStore keystore, @Nullable KeyStore truststore, List<Dated> certificates) {}

    /**
     * Reads the files.
     *
     * @throws IllegalArgumentException if a file is invalid; the message names the file and no password
     */
    Read read() {
        KeyStore keys = load(keystore, keystorePassword);
        KeyStore trusted = truststore == null ? null : load(truststore, truststorePassword);
        List<Dated> dated = new ArrayList<>();
        try {
            boolean key = false;
            for (String alias : Collections.list(keys.aliases())) {
                key |= keys.isKeyEntry(alias);
                add(dated, "server:" + alias, chain(keys, alias));
            }
            if (!key) {
                throw new IllegalArgumentException("The keystore " + keystore + " has no private key.");
            }
            if (trusted != null) {
                for (String alias : Collections.list(trusted.aliases())) {
                    add(dated, "trusted:" + alias, Stream.of(trusted.getCertificate(alias)));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The keystore " + keystore + " cannot be read.", e);
        }
        dated.sort(Comparator.comparing(Dated::expires));
        return new Read(keys, trusted, List.copyOf(dated));
    }

    char[] keystorePassword() {
        return keystorePassword.clone();
    }

    /** Returns a text that changes when one of the files changes. */
    String stamp() {
        return stamp(keystore) + " " + (truststore == null ? "" : stamp(truststore));
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException e) {
            return "missing";
        }
    }

    private static Stream<Certificate> chain(KeyStore keys, String alias) throws GeneralSecurityException {
        Certificate[] chain = keys.getCertificateChain(alias);
        return chain == null ? Stream.of(keys.getCertificate(alias)) : Stream.of(chain);
    }

    private static void add(List<Dated> dated, String name, Stream<Certificate> certificates) {
        certificates
                .filter(X509Certificate.class::isInstance)
                .map(c -> ((X509Certificate) c).getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .ifPresent(expires -> dated.add(new Dated(name, expires)));
    }

    private static KeyStore load(Path file, char[] password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(MESSAGES.bilingual("server-key-files.keystore", file), e);
        }
    }
}
