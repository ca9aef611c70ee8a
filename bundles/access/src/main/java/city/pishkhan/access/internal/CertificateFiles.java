package city.pishkhan.access.internal;

import city.pishkhan.api.security.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose client certificates are: a folder's {@code *.certificates} files, one a line, {@code <name> = <role>, <role>}. A name is
 * {@code dns:<host>} or {@code uri:<uri>} of the subject's alternative names, {@code cn:<common name>}, or {@code sha256:<fingerprint in hex>}.
 * Machines have such: roles are those of agencies and offices. The TLS connector has checked who issued the certificate.
 */
final class CertificateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);
    private static final long LOOK_NANOS = 5_000_000_000L;
    private static final Set<String> OF_MACHINES = Set.of("agency", "office");
    private static final int DNS = 2;
    private static final int URI = 6;

    private final Path folder;
    private final AtomicLong looked = new AtomicLong(System.nanoTime() - LOOK_NANOS);
    private String stamp = "";
    private volatile Map<String, Set<String>> roles = Map.of();

    CertificateFiles(Path folder) {
        this.folder = folder;
    }

    /** @return empty for a certificate that no line names */
    Optional<Caller> find(X509Certificate certificate) {
        lookAgain();
        Map<String, Set<String>> now = roles;
        return now.isEmpty()
                ? Optional.empty()
                : names(certificate).stream()
                        .filter(now::containsKey)
                        .findFirst()
                        .map(name -> new Caller("certificate:" + name, now.get(name)));
    }

    private void lookAgain() {
        long last = looked.get();
        if (System.nanoTime() - last < LOOK_NANOS || !looked.compareAndSet(last, System.nanoTime())) {
            return;
        }
        try {
            read();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the certificates of " + folder, e);
        }
    }

    private synchronized void read() throws IOException {
        Set<Path> files = files();
        StringBuilder now = new StringBuilder();
        for (Path file : files) {
            now.append(file).append(Files.getLastModifiedTime(file)).append(Files.size(file));
        }
        if (now.toString().equals(stamp)) {
            return;
        }
        Map<String, Set<String>> read = new HashMap<>();
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#") && !take(line, read)) {
                    LOG.error("{}:{} names no certificate: expected 'dns:host = agency:name'", file, i + 1);
                }
            }
        }
        roles = Map.copyOf(read);
        stamp = now.toString();
        LOG.info("{} client certificates are known from {} files of {}", read.size(), files.size(), folder);
    }

    private static boolean take(String line, Map<String, Set<String>> read) {
        int at = line.indexOf(" = ");
        String name = at < 0 ? "" : line.substring(0, at).strip();
        if (!name.matches("(dns|uri|cn):.{1,200}|sha256:[0-9a-f]{64}")) {
            return false;
        }
        Set<String> given = new LinkedHashSet<>();
        Stream.of(line.substring(at + 3).split(",")).map(String::strip).forEach(given::add);
        Set<String> valid = Roles.valid(given, name);
        return valid.size() == given.size()
                && valid.stream().map(Caller::kind).allMatch(OF_MACHINES::contains)
                && read.putIfAbsent(name, Set.copyOf(valid)) == null;
    }

    private Set<Path> files() throws IOException {
        Set<Path> found = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                all.filter(f -> f.toString().endsWith(".certificates")).forEach(found::add);
            }
        }
        return found;
    }

    /** By what names a line may call a certificate, the exactest first. */
    static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            names.add("sha256:" + HexFormat.of().formatHex(digest.digest(certificate.getEncoded())));
            alternatives(certificate).forEach(names::add);
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    names.add("cn:" + part.getValue());
                }
            }
        } catch (GeneralSecurityException | InvalidNameException e) {
            LOG.warn("a client certificate cannot be read: {}", e.getMessage());
        }
        return names;
    }

    private static Stream<String> alternatives(X509Certificate certificate) throws CertificateParsingException {
        if (certificate.getSubjectAlternativeNames() == null) {
            return Stream.empty();
        }
        return certificate.getSubjectAlternativeNames().stream()
                .filter(n -> Set.of(DNS, URI).contains((Integer) n.get(0)))
                .map(n -> ((Integer) n.get(0) == DNS ? "dns:" : "uri:") + n.get(1));
    }
}
