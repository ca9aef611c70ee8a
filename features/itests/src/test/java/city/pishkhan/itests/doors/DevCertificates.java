package city.pishkhan.itests.doors;

import city.pishkhan.itests.contract.ContractCheckedClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates that {@code bin/dev-ca} created in a folder, and HTTP clients that use them. */
record DevCertificates(Path folder) {

    /** Runs the script as an operator would. */
    static DevCertificates create(Path bin, Path folder, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(bin.resolve("dev-ca").toString(), "--into", folder.toString()));
        command.addAll(List.of(more));
        Process script = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(script.getInputStream().readAllBytes());
        if (script.waitFor() != 0) {
            throw new AssertionError("dev-ca: " + output);
        }
        return new DevCertificates(folder);
    }

    /** A client that trusts this authority and presents no certificate. */
    HttpClient client() throws IOException, GeneralSecurityException {
        return client(null);
    }

    /**
     * A client that presents a certificate.
     *
     * @param certificate path of its key store, or {@code null} for none
     */
    HttpClient client(Path certificate) throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store(folder.resolve("truststore.p12")));
        KeyManager[] keys = null;
        if (certificate != null) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store(certificate), password(certificate.getParent()));
            keys = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return new ContractCheckedClient(
                HttpClient.newBuilder().sslContext(context).build());
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password(file.getParent()));
        }
        return store;
    }

    private static char[] password(Path folder) throws IOException {
        return Files.readString(folder.resolve("password")).strip().toCharArray();
    }
}
