package city.pishkhan.access.internal.tokens;

import city.pishkhan.access.internal.users.PersonDigests;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.UserDirectory.User;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Messages;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** An external OpenID Connect provider, configured by a file {@code city.pishkhan.access.oidc-<name>.cfg}. */
@Component(
        service = OidcProvider.class,
        configurationPid = "city.pishkhan.access.oidc",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = OidcProvider.Config.class, factory = true)
public final class OidcProvider {
    private static final Messages MESSAGES = Messages.of(OidcProvider.class);

    private static final int PATIENCE_MILLIS = 2_000;
    /** Parses the name of an algorithm. A misspelt name is rejected here, because it would otherwise refuse every login silently. */
    static JWSAlgorithm algorithm(String name) {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
        if (!JWSAlgorithm.Family.SIGNATURE.contains(algorithm)) {
            throw new IllegalArgumentException(
                    MESSAGES.bilingual("oidc-provider.algorithms", name, JWSAlgorithm.Family.SIGNATURE));
        }
        return algorithm;
    }

    private static final int LARGEST_KEYS = 200_000;

    /** Factory PID {@code city.pishkhan.access.oidc}. */
    @ObjectClassDefinition(name = "Pishkhan OpenID Connect provider")
    public @interface Config {
        @AttributeDefinition(
                description = "Short name of the provider, used as a prefix of its callers' names in the journal")
        String name() default "oidc";

        @AttributeDefinition(description = "Exact issuer of its tokens")
        String issuer() default "";

        @AttributeDefinition(description = "Required audience of its tokens")
        String audience() default "pishkhan";

        @AttributeDefinition(description = "https address of its public keys (JWKS)")
        String jwks_url() default "";

        @AttributeDefinition(description = "Signature algorithms of its tokens, separated by commas: RS256, ES256 …")
        String algorithms() default "RS256,ES256";

        @AttributeDefinition(description = "Claim with the caller's name")
        String principal_claim() default "sub";

        @AttributeDefinition(
                description = "Claim with the caller's roles at the provider; a dot selects a member of an object")
        String roles_claim() default "roles";

        @AttributeDefinition(
                description =
                        "Claim with the caller's national ID, of which only a digest is stored; empty: its tokens have none")
        String person_claim() default "";

        @AttributeDefinition(
                description =
                        "Mapping of the provider's roles to roles of the hub, separated by commas: fire-officers=agency:fire")
        String role_map() default "";
    }

    /** Prefix for a provider's role. Two people accept the role under the login name {@code oidc:<provider>:<role>}. */
    private static final String LOGIN = "oidc:";

    private final OidcTokens tokens;
    /** Pseudo-logins that hold the accepted roles, by the provider's role. */
    private final Map<String, User> mapped = new LinkedHashMap<>();

    @Activate
    public OidcProvider(@Reference PersonDigests persons, Config config) {
        this(terms(config), persons, config.jwks_url(), keys(config.jwks_url()));
    }

    OidcProvider(OidcTokens.Terms terms, PersonDigests persons, String keysFrom, JWKSource<SecurityContext> keys) {
        tokens = new OidcTokens(terms, persons, keys);
        // another issuer or other keys could grant these roles, so a change of the issuer or keys requires a new
        // acceptance of all roles
        String proof = Sha256.hex(String.join(
                "\n", terms.issuer(), terms.audience(), keysFrom, terms.principal(), terms.roles(), terms.person()));
        terms.map()
                .forEach((providerRole, here) ->
                        mapped.put(providerRole, user(terms.name(), providerRole, here, proof)));
    }

    private static User user(String provider, String providerRole, String here, String proof) {
        return new User(
                LOGIN + provider + ":" + providerRole,
                Set.of(here),
                "city.pishkhan.access.oidc-" + provider,
                "",
                proof);
    }

    /** The mappings from the provider's roles to roles of the hub, each as a login that two people must accept. */
    public List<User> roleMappings() {
        return List.copyOf(mapped.values());
    }

    static OidcTokens.Terms terms(Config config) {
        Set<JWSAlgorithm> algorithms =
                words(config.algorithms()).map(OidcProvider::algorithm).collect(Collectors.toSet());
        Map<String, String> map = new LinkedHashMap<>();
        words(config.role_map()).forEach(pair -> {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "role.map: " + pair + " must have the form <role of the provider>=<role of the hub>.");
            }
            map.put(pair.substring(0, equals), pair.substring(equals + 1));
        });
        return new OidcTokens.Terms(
                config.name(),
                config.issuer(),
                config.audience(),
                algorithms,
                config.principal_claim(),
                config.roles_claim(),
                config.person_claim(),
                map);
    }

    private static java.util.stream.Stream<String> words(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(w -> !w.isEmpty());
    }

    /**
     * Returns a key source that fetches the keys at first use, caches them and fetches them again for an unknown key
     * id, at a limited rate.
     */
    static JWKSource<SecurityContext> keys(String url) {
        URI uri = URI.create(url);
        boolean here = Set.of("localhost", "127.0.0.1").contains(String.valueOf(uri.getHost()));
        if (!"https".equals(uri.getScheme()) && !(here && "http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("jwks.url must be https; plain http is allowed only for this machine.");
        }
        try {
            return JWKSourceBuilder.create(
                            uri.toURL(), new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LARGEST_KEYS))
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("jwks.url is not a valid URL", e);
        }
    }

    public String issuer() {
        return tokens.issuer();
    }

    /**
     * Verifies a token.
     *
     * @param accepted returns the accepted roles of a {@link #roleMappings} login
     */
    public Caller verify(String token, Function<User, Set<String>> accepted) {
        return tokens.verify(token, (providerRole, here) -> accepted.apply(mapped.get(providerRole))
                .contains(here));
    }
}
