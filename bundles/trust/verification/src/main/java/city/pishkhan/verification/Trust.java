package city.pishkhan.verification;

import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SealKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys that may sign seals: trusted public keys, and keys that such keys introduced. */
public final class Trust {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    private final Map<String, PublicKey> keys = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param anchors public keys from a trusted source
     * @param introduced key introductions in the journal
     */
    public Trust(Collection<PublicKey> anchors, Collection<SealKey> introduced) {
        anchors.forEach(key -> keys.put(SealKey.id(key), key));
        introduced.stream().sorted(Comparator.comparingInt(SealKey::number)).forEach(this::addIfTrusted);
    }

    private void addIfTrusted(SealKey introduced) {
        if (keys.containsKey(introduced.id())) {
            return;
        }
        PublicKey voucher = keys.get(introduced.previous());
        if (voucher != null && introduced.isSignedBy(voucher) && hasValidId(introduced)) {
            keys.put(introduced.id(), introduced.key());
        } else {
            findings.add(Finding.of(
                    Finding.Kind.KEY_UNKNOWN,
                    "key " + introduced.number() + " (" + introduced.id() + ") of " + introduced.at()
                            + " is not trusted: it was not given to this check, and no trusted key signed it"));
        }
    }

    private static boolean hasValidId(SealKey introduced) {
        try {
            return SealKey.id(introduced.key()).equals(introduced.id());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Optional<PublicKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    boolean isSigned(Seal seal) {
        return key(seal.key()).filter(seal::isSignedBy).isPresent();
    }

    List<Finding> findings() {
        return findings;
    }

    /**
     * Reads one or more public keys from a PEM file.
     *
     * @throws IOException if the file cannot be read or has no Ed25519 key
     */
    public static List<PublicKey> read(Path file) throws IOException {
        List<PublicKey> keys = new ArrayList<>();
        Matcher blocks = PEM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        while (blocks.find()) {
            try {
                keys.add(SealKey.read(blocks.group(1).replaceAll("\\s", "")));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
        if (keys.isEmpty()) {
            throw new IOException(file + " contains no public key (-----BEGIN PUBLIC KEY-----)");
        }
        return keys;
    }

    /** Formats a public key for {@link #read}. */
    public static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + java.util.Base64.getEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
