package city.pishkhan.access.internal.login;

import city.pishkhan.access.internal.tokens.OidcProvider;
import city.pishkhan.access.internal.tokens.TokenKey;
import city.pishkhan.access.internal.tokens.Tokens;
import city.pishkhan.access.internal.users.AccessFolder;
import city.pishkhan.access.internal.users.CallerCheck;
import city.pishkhan.access.internal.users.CertificateFiles;
import city.pishkhan.access.internal.users.PersonDigests;
import city.pishkhan.access.internal.users.UsersLoginModule;
import city.pishkhan.access.internal.users.UsersRealm;
import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.api.cluster.SharedKeyProvider;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.CitizenTokens;
import city.pishkhan.api.security.LoginNetworks;
import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.platform.startup.StartState;
import com.nimbusds.jwt.JWTParser;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Authenticates callers with the JAAS realm, tokens and client certificates. */
@Component(
        service = {
            Authenticator.class,
            CitizenTokens.class,
            StartState.class,
            UserDirectory.class,
            SharedKeyProvider.class
        },
        property = StartState.NAME + "=client-certificates",
        configurationPid = "city.pishkhan.access")
@Designate(ocd = AccessService.Config.class)
public final class AccessService implements Authenticator, CitizenTokens, StartState, UserDirectory, SharedKeyProvider {

    /** PID {@code city.pishkhan.access}. */
    @ObjectClassDefinition(name = "Pishkhan access")
    @interface Config {
        @AttributeDefinition(description = "JAAS realm that authenticates the users")
        String realm() default "pishkhan";

        @AttributeDefinition(
                description =
                        "Roles that an external realm, e.g. a directory, may assign, separated by commas: full roles or kinds of roles (office, district); each needs acceptance by two people")
        String foreign_roles() default "";

        @AttributeDefinition(
                description =
                        "Key that signs tokens, env:NAME or file:/path, at least 32 bytes; empty: generated at the first start and stored in the data folder")
        String token_key() default "";

        @AttributeDefinition(description = "Validity of a token, in minutes")
        int token_minutes() default 15;

        @AttributeDefinition(description = "Issuer of tokens; tokens of other issuers are rejected")
        String issuer() default "pishkhan";

        @AttributeDefinition(description = "Audience of tokens; tokens for other audiences are rejected")
        String audience() default "pishkhan-doors";

        @AttributeDefinition(
                description =
                        "Wrong passwords for one user from one network, after which each further one delays the next attempt longer")
        int user_failures() default 5;

        @AttributeDefinition(
                description = "The same limit for one user from all networks without a recent login of that user")
        int user_failures_everywhere() default 50;

        @AttributeDefinition(
                description = "The same limit for one network and all users without a recent login from it")
        int address_failures() default 50;

        @AttributeDefinition(description = "Maximum length of such a delay, in minutes")
        int lock_minutes() default 5;

        @AttributeDefinition(
                description = "Maximum number of concurrent password checks; each check keeps one core busy")
        int password_checks() default 2;

        @AttributeDefinition(
                description =
                        "Maximum number of logins from unknown networks that wait for their check, and as many from known networks; further ones are rejected with a request to retry")
        int password_queue_size() default 64;

        @AttributeDefinition(description = "Maximum time that a login waits for its check, in seconds")
        int password_wait_seconds() default 10;

        @AttributeDefinition(
                description = "Folder of *.certificates files, which assign client certificates to callers")
        String certificates() default "etc/users";

        @AttributeDefinition(
                description =
                        "Time for which a correct password of HTTP Basic or WS-Security is not checked again, in seconds")
        int basic_seconds() default 60;
    }

    /**
     * Prefix of the pseudo-login {@code realm:<name>}, under which two people accept the roles that a realm other than
     * the user files may give.
     */
    private static final String REALM = "realm:";

    private static final int LONGEST_TOKEN = 8_192;
    private static final Duration PAUSE_AFTER_WRONG_PASSWORD = Duration.ofMillis(250);

    private final LoginService loginService;
    private final CallerCheck callerCheck;
    private final CertificateFiles certificates;
    private final TokenKey tokenKey;
    /** The last known accepted roles of each login. */
    private final Map<User, Set<String>> knownRoles = new ConcurrentHashMap<>();

    /** Pseudo-login with the roles that a realm other than the user files may give, see {@link #REALM}. */
    private final User externalRolesLogin;

    /**
     * Networks of successful logins. This service is optional, because it needs the database and logins must work
     * without the database.
     */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile LoginNetworks networks;

    /**
     * Counter of login attempts. It becomes available with the database. Until then, passwords are accepted at the
     * shell only.
     */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile AttemptLimiter attempts;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<OidcProvider> providers = List.of();

    /** Filters the roles in the files to those that two people have accepted. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile UsersRealm realm;

    @Activate
    public AccessService(BundleContext context, @Reference PersonDigests persons, Config config) {
        Clock clock = Clock.systemUTC();
        this.tokenKey = TokenKey.of(config.token_key(), AccessFolder.of(context).resolve("token.key"));
        this.certificates = new CertificateFiles(Path.of(config.certificates()), persons);
        this.callerCheck = new CallerCheck(persons);
        this.externalRolesLogin = new User(
                REALM + config.realm(),
                Arrays.stream(config.foreign_roles().split(","))
                        .map(String::strip)
                        .filter(role -> !role.isEmpty())
                        .collect(Collectors.toSet()),
                "city.pishkhan.access",
                "");
        this.loginService = new LoginService(
                new RealmLogin(
                        config.realm(),
                        null,
                        this::acceptedForeignRoles,
                        new PasswordQueue(
                                config.password_checks(),
                                config.password_queue_size(),
                                Duration.ofSeconds(config.password_wait_seconds())
                                        .toMillis())),
                callerCheck,
                new Tokens(
                        clock,
                        tokenKey.bytes(),
                        config.issuer(),
                        config.audience(),
                        Duration.ofMinutes(config.token_minutes())),
                new LoginAttemptLimiter(
                        new LoginAttemptLimiter.Limits(
                                config.user_failures(),
                                config.user_failures_everywhere(),
                                config.address_failures(),
                                Duration.ofMinutes(config.lock_minutes())),
                        () -> attempts,
                        () -> networks),
                new UserLoginLock(PAUSE_AFTER_WRONG_PASSWORD),
                Duration.ofSeconds(config.basic_seconds()),
                clock);
    }

    @Override
    public Token login(String user, char[] password) {
        return loginService.login(user, password);
    }

    @Override
    public Token login(String user, char[] password, String remoteAddress) {
        return loginService.login(user, password, remoteAddress);
    }

    @Override
    public Token issue(UUID person, String number) {
        return loginService.issue(person, number);
    }

    @Override
    public Caller authenticateToken(String bearer) {
        return provider(bearer)
                .map(p -> checkSeparation(p.verify(bearer, this::accepted)))
                .orElseGet(() -> loginService.authenticateToken(bearer));
    }

    /**
     * Checks the roles in a provider's token; refuses these roles if they conflict with the roles that the hub's own
     * files give the same person.
     */
    private Caller checkSeparation(Caller caller) {
        callerCheck.check(caller);
        callerCheck.check(caller, UsersLoginModule.rolesOf(caller.person()));
        return callerCheck.check(caller, certificates.rolesOf(caller.person()));
    }

    @Override
    public boolean isValid(Caller caller, String voucher) {
        return loginService.isValid(caller, voucher);
    }

    @Override
    public Caller authenticatePassword(String user, char[] password, String remoteAddress) {
        return loginService.authenticatePassword(user, password, remoteAddress);
    }

    @Override
    public Caller authenticateBasic(String user, char[] password, String remoteAddress) {
        return loginService.authenticateBasic(user, password, remoteAddress);
    }

    @Override
    public Caller authenticateCertificate(X509Certificate certificate) {
        Caller caller = certificates
                .find(certificate)
                .flatMap(this::accepted)
                .orElseGet(() -> Authenticator.super.authenticateCertificate(certificate));
        return callerCheck.check(caller, UsersLoginModule.rolesOf(caller.person()));
    }

    /** Returns the caller with the accepted roles only; empty if there are none. */
    private Optional<Caller> accepted(Caller written) {
        Set<String> roles = accepted(new User(written.principal(), written.roles(), "", written.person()));
        return roles.isEmpty()
                ? Optional.empty()
                : Optional.of(new Caller(written.principal(), roles, written.person()));
    }

    private Set<String> acceptedForeignRoles(Set<String> knownRoles) {
        Set<String> agreed = accepted(externalRolesLogin);
        return knownRoles.stream()
                .filter(role -> agreed.contains(role) || agreed.contains(Caller.kind(role)))
                .collect(Collectors.toSet());
    }

    private Set<String> accepted(User written) {
        UsersRealm currentRealm = realm;
        if (currentRealm == null) {
            // while the realm is being reconfigured, the last known roles are valid
            return knownRoles.getOrDefault(written, Set.of());
        }
        Set<String> roles = currentRealm.accepted(written);
        knownRoles.put(written, roles);
        return roles;
    }

    /** The logins of machines (client certificates), the role mappings of providers, and the roles that another realm may give. */
    @Override
    public List<User> users() {
        Stream<User> machines = certificates.all().stream()
                .map(login -> new User(
                        CertificateFiles.PRINCIPAL + login.name(),
                        login.roles(),
                        login.place().replaceFirst(":[0-9]+$", ""),
                        login.person()));
        return Stream.of(
                        machines,
                        providers.stream().flatMap(provider -> provider.roleMappings().stream()),
                        Stream.of(externalRolesLogin)
                                .filter(user -> !user.roles().isEmpty()))
                .flatMap(all -> all)
                .toList();
    }

    @Override
    public List<SharedKey> sharedKeys() {
        return List.of(tokenKey.shared());
    }

    /** Mistakes in the files of certificates and providers, and logins that wait for acceptance. */
    @Override
    public Optional<String> problem() {
        List<String> mistakes = new ArrayList<>(certificates.mistakes());
        List<String> waiting = users().stream()
                .filter(user -> !accepted(user).containsAll(user.roles()))
                .map(User::name)
                .toList();
        if (!waiting.isEmpty() && realm != null) {
            mistakes.add(UsersRealm.waitingMessage(waiting));
        }
        return mistakes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", mistakes));
    }

    /** Finds the provider by the issuer in the token. The issuer is not verified here; the provider's keys verify the token. */
    private Optional<OidcProvider> provider(String bearer) {
        List<OidcProvider> now = providers;
        if (now.isEmpty() || bearer.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        try {
            String issuer = JWTParser.parse(bearer).getJWTClaimsSet().getIssuer();
            return now.stream().filter(p -> p.issuer().equals(issuer)).findFirst();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
