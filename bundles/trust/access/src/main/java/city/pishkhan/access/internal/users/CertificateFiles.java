package city.pishkhan.access.internal.users;

import city.pishkhan.access.internal.ExclusionTable;
import city.pishkhan.access.internal.Roles;
import city.pishkhan.access.internal.SeparationPolicy;
import city.pishkhan.access.internal.SeparationPolicy.Login;
import city.pishkhan.api.health.IncidentLog;
import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Messages;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Client certificates of machines, from {@code *.certificates} files.
 *
 * <p>Each line is {@code <name> = <role>, <role>}. A name is {@code dns:<host>} or {@code uri:<uri>} of the subject's
 * alternative names, {@code cn:<common name>} or {@code sha256:<fingerprint in hex>}. Only roles of agencies and offices are
 * allowed. A line may name the person responsible, as in {@link UserFiles}; roles that would conflict for that person are left
 * out. The TLS connector has already verified the issuer of a certificate.
 */
public final class CertificateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);
    private static final Messages MESSAGES = Messages.of(CertificateFiles.class);
    private static final long LOOK_NANOS = 5_000_000_000L;
    private static final Set<String> OF_MACHINES = Set.of("agency", "office");
    /** Prefix of the principals of certificates. */
    public static final String PRINCIPAL = "certificate:";

    private static final String EQUALS = " = ";
    private static final int DNS = 2;
    private static final int URI = 6;

    private final Path folder;
    private long lastReadNanos;
    private @Nullable Map<Path, String> stamps;
    private final PersonDigests persons;
    private volatile Map<String, Login> logins = Map.of();
    private volatile List<String> mistakes = List.of();

    public CertificateFiles(Path folder, PersonDigests persons) {
        this.folder = folder;
        this.persons = persons;
    }

    /** Finds the caller of a certificate; empty if no line names it. */
    public Optional<Caller> find(X509Certificate certificate) {
        readIfChanged();
        Map<String, Login> now = logins;
        return now.isEmpty()
                ? Optional.empty()
                : names(certificate).stream()
                        .filter(now::containsKey)
                        .findFirst()
                        .map(now::get)
                        .map(login -> new Caller(PRINCIPAL + login.name(), login.roles(), login.person()));
    }

    /** All logins of the files, by name. */
    public List<Login> all() {
        readIfChanged();
        return logins.values().stream()
                .sorted(Comparator.comparing(Login::name))
                .toList();
    }

    /** All roles that certificates give a person. */
    public Set<String> rolesOf(String person) {
        readIfChanged();
        return person.isEmpty()
                ? Set.of()
                : logins.values().stream()
                        .filter(login -> login.person().equals(person))
                        .flatMap(login -> login.roles().stream())
                        .collect(Collectors.toSet());
    }

    /** Lines that were left out, with file and line. */
    public List<String> mistakes() {
        readIfChanged();
        return mistakes;
    }

    /**
     * Reads the files again if they changed; looks for changes every five seconds at most. Other callers wait for a
     * running check.
     */
    private synchronized void readIfChanged() {
        if (lastReadNanos != 0 && System.nanoTime() - lastReadNanos < LOOK_NANOS) {
            return;
        }
        lastReadNanos = System.nanoTime();
        try {
            read();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the certificates of " + folder, e);
        }
    }

    private void read() throws IOException {
        Map<Path, String> now = new TreeMap<>();
        for (Path file : files()) {
            now.put(file, UserFiles.stamp(file));
        }
        if (now.equals(stamps)) {
            return;
        }
        List<String> wrong = new ArrayList<>();
        Map<String, Login> written = new LinkedHashMap<>();
        for (Path file : List.copyOf(now.keySet())) {
            List<String> given = Files.readAllLines(file, StandardCharsets.UTF_8);
            List<String> lines = replaceNationalIds(given);
            if (UserFiles.replace(file, given, lines)) {
                now.put(file, UserFiles.stamp(file));
            }
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                String place = file.getFileName() + ":" + (i + 1);
                if (!line.isEmpty() && !line.startsWith("#")) {
                    parseLine(place, line, written, wrong);
                }
            }
        }
        Map<String, Login> left = new HashMap<>();
        new SeparationPolicy(ExclusionTable.SHIPPED, logins.values())
                .separate(written.values(), wrong)
                .forEach(login -> left.put(login.name(), login));
        logins = Map.copyOf(left);
        mistakes = List.copyOf(wrong);
        stamps = now;
        mistakes.forEach(mistake -> LOG.error("{}", mistake));
        LOG.info("Loaded {} client certificates from {} files of {}", left.size(), now.size(), folder);
    }

    private void parseLine(String place, String line, Map<String, Login> written, List<String> wrong) {
        int at = line.indexOf(EQUALS);
        String name = at < 0 ? "" : line.substring(0, at).strip();
        List<String> values = values(line, at);
        Set<String> given = values.stream()
                .filter(value -> !value.startsWith(PersonDigests.ATTRIBUTE))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> valid = Roles.valid(given, name);
        if (!name.matches("(dns|uri|cn):.{1,200}|sha256:[0-9a-f]{64}")
                || valid.size() != given.size()
                || !valid.stream().map(Caller::kind).allMatch(OF_MACHINES::contains)
                || written.containsKey(name)) {
            wrong.add(MESSAGES.bilingual("certificates.none", place));
            return;
        }
        try {
            written.put(name, new Login(place, name, valid, persons.findDigest(values)));
        } catch (PersonDigests.Unreadable e) {
            wrong.add(UserFiles.unreadable(place, name, e));
        }
    }

    private static List<String> values(String line, int at) {
        return at < 0
                ? List.of()
                : Stream.of(line.substring(at + EQUALS.length()).split(","))
                        .map(String::strip)
                        .toList();
    }

    /** Replaces national IDs by digests, in the returned lines and later in the file. */
    private List<String> replaceNationalIds(List<String> lines) {
        List<String> out = new ArrayList<>();
        for (String line : lines) {
            int at = line.strip().startsWith("#") ? -1 : line.indexOf(EQUALS);
            List<String> values = values(line, at);
            List<String> kept = values.stream().map(persons::replaceNationalId).toList();
            out.add(kept.equals(values) ? line : line.substring(0, at) + EQUALS + String.join(", ", kept));
        }
        return out;
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

    /** The names by which a line can identify a certificate, most specific first. */
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
            IncidentLog.warn(CertificateFiles.class, "A client certificate cannot be read: {}", e.getMessage());
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
