package city.pishkhan.access.internal.users;

import city.pishkhan.access.internal.Roles;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.api.cluster.SharedKeyProvider;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.LoginPersons;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.platform.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Converts national IDs to keyed digests, to identify persons behind logins without revealing them. An unkeyed digest would
 * hide nothing, because all national IDs can be tried. Each digest begins with an id of its key, because the same person has
 * different digests under different keys.
 */
@Component(
        service = {PersonDigests.class, LoginPersons.class, SharedKeyProvider.class},
        configurationPid = "city.pishkhan.access.persons")
@Designate(ocd = PersonDigests.Config.class)
public final class PersonDigests implements LoginPersons, SharedKeyProvider {
    /** Prefix of an entry in a login's list of roles that names the login's person instead of a role. */
    static final String ATTRIBUTE = "person:";

    private static final Messages MESSAGES = Messages.of(PersonDigests.class);
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{8}\\.[0-9a-f]{32}");
    private static final int LEAST_KEY = 32;
    private static final int KEY_NAME_BYTES = 4;
    private static final int DIGEST_BYTES = 16;
    private static final int PROOF_BYTES = 32;

    /** PID {@code city.pishkhan.access.persons}. */
    @ObjectClassDefinition(name = "Pishkhan persons of logins")
    @interface Config {
        @AttributeDefinition(
                description =
                        "Key of the digests, env:NAME or file:/path, at least 32 bytes, identical on every node; empty: generated at the first start and stored in the data folder")
        String key() default "";

        @AttributeDefinition(
                description = "Kinds of roles, separated by commas, that require a login to name its person")
        String required() default "";
    }

    private final SecretKeySpec key;
    private final String prefix;
    private final Set<String> required;
    private final String place;

    @Activate
    public PersonDigests(BundleContext context, Config config) {
        this(config, AccessFolder.of(context).resolve("person.key"));
    }

    private PersonDigests(Config config, Path file) {
        this(
                config.key().isEmpty() ? Secrets.ensureGenerated(file) : Secrets.resolve(config.key()),
                config.required(),
                config.key().isEmpty() ? file.toString() : "key of city.pishkhan.access.persons.cfg");
    }

    public PersonDigests(String key, String required) {
        this(key, required, "");
    }

    private PersonDigests(String key, String required, String place) {
        this.place = place;
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LEAST_KEY) {
            throw new IllegalArgumentException("the key of the persons must have at least 32 bytes");
        }
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
        this.prefix = mac("key", KEY_NAME_BYTES) + ".";
        this.required = Arrays.stream(required.split(","))
                .map(String::strip)
                .filter(kind -> !kind.isEmpty())
                .collect(Collectors.toSet());
        // citizens are excluded, because a citizen's login identifies the person by other means
        Set<String> kinds = new TreeSet<>(Roles.kinds());
        kinds.remove("citizen");
        this.required.stream().filter(kind -> !kinds.contains(kind)).findFirst().ifPresent(kind -> {
            throw new IllegalArgumentException(MESSAGES.bilingual("persons.required", kind, kinds));
        });
    }

    /** The shared key, identified by the prefix of its digests. */
    @Override
    public List<SharedKey> sharedKeys() {
        return List.of(new SharedKey("persons", prefix.substring(0, prefix.length() - 1), place));
    }

    /** Thrown if the text after {@link #ATTRIBUTE} is neither a national ID nor a digest by the present key. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final Text text;

        public Unreadable(Text text) {
            super(text.english());
            this.text = text;
        }

        Text text() {
            return text;
        }
    }

    /** Returns the digest of a national ID; a digest is returned unchanged. */
    public String digest(String written) throws Unreadable {
        String value = written.strip();
        if (DIGEST.matcher(value).matches()) {
            if (!value.startsWith(prefix)) {
                throw new Unreadable(MESSAGES.text("persons.other-key"));
            }
            return value;
        }
        try {
            return prefix + mac("person " + NationalId.parse(value).value(), DIGEST_BYTES);
        } catch (InvalidIdentifier e) {
            throw new Unreadable(e.text());
        }
    }

    @Override
    public String digest(String field, String nationalId) {
        try {
            String value =
                    NationalId.parse(nationalId == null ? "" : nationalId).value();
            return prefix + mac("person " + value, DIGEST_BYTES);
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), field, e.text());
        }
    }

    /** Returns the digest of the person that a login's list of roles names; empty if it names none. */
    String findDigest(Collection<String> values) throws Unreadable {
        Set<String> named = new TreeSet<>();
        for (String value : values) {
            if (value.startsWith(ATTRIBUTE)) {
                named.add(digest(value.substring(ATTRIBUTE.length())));
            }
        }
        if (named.size() > 1) {
            throw new Unreadable(MESSAGES.text("persons.several"));
        }
        return named.isEmpty() ? "" : named.iterator().next();
    }

    /** Replaces the national ID in a person attribute by its digest. A role, or an invalid national ID, is returned unchanged. */
    String replaceNationalId(String value) {
        if (!value.startsWith(ATTRIBUTE)) {
            return value;
        }
        try {
            return ATTRIBUTE + digest(value.substring(ATTRIBUTE.length()));
        } catch (Unreadable e) {
            return value;
        }
    }

    /** Finds the first of these roles that requires a person. */
    public Optional<String> findRoleRequiringPerson(Collection<String> roles) {
        return roles.stream()
                .sorted()
                .filter(role -> required.contains(Caller.kind(role)))
                .findFirst();
    }

    /** Returns a keyed digest that proves that a hub with this key wrote a line of {@link AcceptedRolesFile}. */
    String proof(String line) {
        return mac("accepted roles " + line, PROOF_BYTES);
    }

    private String mac(String text, int bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] whole = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
